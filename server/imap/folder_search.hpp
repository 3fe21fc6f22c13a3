#pragma once

#include "imap/exchange.hpp"

namespace sendpath::imap {

/// What our own table says of one folder.
struct Known {
    std::optional<std::uint32_t> uid_validity;  ///< none: never seen
    UidSet settled;                             ///< messages that need nothing more
    Uid from = 1;                               ///< there is nothing to do below it
    /// How the folder was when nothing in it was left to do, on this connection.
    struct Quiet {
        std::uint32_t exists = 0;
        std::uint64_t modseq = 0;  ///< HIGHESTMODSEQ
    };
    std::optional<Quiet> quiet{};
};

/// What there is to do in one folder.
struct Work {
    std::uint32_t uid_validity = 0;
    bool renumbered = false;   ///< UIDVALIDITY is not the known one: what was settled says nothing
    bool read_only = false;    ///< nothing in it can be moved or flagged
    std::uint64_t modseq = 0;  ///< HIGHESTMODSEQ; 0: not told
    UidSet waiting;
    Uid from = 1;  ///< for the next time, once `waiting` is settled or kept in mind

    friend bool operator==(const Work&, const Work&) = default;
};

/// Opens a folder and finds the messages that our table does not have. Flags are not asked: \Seen
/// is what a person has read, not what we have.
/// Source: RFC 9051 sections 6.3.2, 6.3.3 and 6.4.4.
class FolderSearch final : public Exchange {
public:
    /// @param peer       must outlive this
    /// @param folder     its name on the wire
    /// @param read_only  to open it by EXAMINE, in which nothing can be changed by mistake
    FolderSearch(Peer& peer, std::string folder, bool read_only, Known known)
        : Exchange(peer), folder_(std::move(folder)), known_(std::move(known)) {
        work_.read_only = read_only;
    }

    [[nodiscard]] Step begin() override;

    /// After Next::done.
    [[nodiscard]] const Work& work() const { return work_; }

private:
    bool note(const Response& response) override;
    void note_code(const Code& code);
    void note_found(const Found& found);
    [[nodiscard]] bool is_as_before() const;
    Step ended() override;
    Step opened();
    Step search();
    Step searched();
    Step not_opened();
    Step listed();

    std::string folder_;
    Known known_;
    Work work_;
    std::vector<UidRange> found_;
    Status refusal_;  // of opening the folder
    bool listing_ = false;
    bool is_listed_ = false;
    bool searching_ = false;
    bool fleeting_ = false;       // UIDNOTSTICKY
    bool other_numbers_ = false;  // not of UIDs, of another command, of another UIDVALIDITY
};

}  // namespace sendpath::imap
