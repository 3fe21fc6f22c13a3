#pragma once

#include "imap/exchange.hpp"

namespace sendpath::imap {

/// Messages to be put out of a folder's way, all of them safe here already.
struct FilingOrder {
    UidSet messages;          ///< no more than one command names: see UidSet::parts()
    std::string folder;       ///< where to, on the wire; empty: they are deleted
    std::string flat_folder;  ///< where to, if the server lets no folder be made at `folder`
};

/// What came of it.
struct Filed {
    UidSet gone;         ///< no longer in the folder: told by COPYUID or by a search, not by an OK
    UidSet marked;       ///< still there, as deleted: nobody may expunge them but their owner
    std::string folder;  ///< where they went; may be the flat one

    friend bool operator==(const Filed&, const Filed&) = default;
};

/// Moves or deletes messages of the open folder by what the server can do. It never touches a
/// message that is not in the order: without UIDPLUS, EXPUNGE is for when no other is marked.
///
///     MOVE --> done | SEARCH        no MOVE, or refused: COPY --> STORE \Deleted --> EXPUNGE -->
///     SEARCH
/// Source: RFC 6851; RFC 4315; RFC 9051 sections 6.4.7 to 6.4.9.
class Filing final : public Exchange {
public:
    /// @param peer  must outlive this
    Filing(Peer& peer, FilingOrder order) : Exchange(peer), order_(std::move(order)) {
        filed_.folder = order_.folder;
    }

    [[nodiscard]] Step begin() override;

    /// After Next::done. When it was given up, the next search tells what was gone by then.
    [[nodiscard]] const Filed& filed() const { return filed_; }

private:
    enum class Phase : std::uint8_t {
        move,
        copy,
        create,
        mark,
        look_for_others,
        expunge,
        look_for_ours,
        over,
    };

    bool note(const Response& response) override;
    Step ended() override;
    void note_status(const Status& status);
    Step moved();
    Step copied();
    Step transfer();
    Step make_folder();
    Step mark();
    Step marked();
    Step expunge();
    Step look_for_ours();
    Step finish(const UidSet& there);
    Step run(Phase phase, Result<Command> command);
    [[nodiscard]] bool folder_is_missing() const;

    FilingOrder order_;
    Filed filed_;
    Phase phase_ = Phase::over;
    UidSet told_;                  // by COPYUID of the running command
    std::vector<UidRange> found_;  // by the running search
    bool by_copy_ = false;
    bool created_ = false;  // CREATE was tried for filed_.folder
};

}  // namespace sendpath::imap
