#pragma once

#include "imap/account.hpp"
#include "imap/download.hpp"
#include "imap/folder_names.hpp"
#include "imap/folder_search.hpp"
#include "imap/mailbox.hpp"

namespace sendpath::imap {

/// One folder on one connection: finds what is new in it, brings it to the store, and puts it out
/// of the way, in this order and no other. Whenever it ends, nothing is lost and nothing counts
/// twice: the store says what is ours, and the next visit goes on from there.
class Folder {
public:
    /// All must outlive this.
    Folder(Session& session, const Account& account, const Services& services, Mailbox& mailbox)
        : session_(&session), account_(&account), services_(&services), mailbox_(&mailbox) {}

    /// Resumes when nothing is left to do, or with why it cannot go on.
    boost::asio::awaitable<std::optional<Failure>> visit();

    /// The store has yet to decide what becomes of some messages: come again soon.
    [[nodiscard]] bool waits() const { return waits_; }
    [[nodiscard]] Mailbox& mailbox() const { return *mailbox_; }

private:
    /// Searches made at once because of news during the one before.
    static constexpr int kNewsMax = 3;

    using Outcome = boost::asio::awaitable<std::optional<Failure>>;

    Outcome open();
    Outcome search();
    Outcome begin(std::uint32_t uid_validity);
    Outcome fetch();
    Outcome fetch_some(UidSet asked);
    Outcome fetch_batch(UidSet batch);
    Outcome keep(std::map<Uid, Downloaded>& messages, const UidSet& batch);
    Outcome fetch_alone(UidSet messages, bool were_alone);
    Outcome keep_too_large(Uid uid, std::uint64_t size);
    Outcome dispose();
    Outcome put_away(const Disposal& disposal);
    Outcome move(UidSet messages, std::string folder);
    Outcome remove(UidSet messages);
    Outcome flag(UidSet messages, std::string flags);
    Outcome file(UidSet messages, std::string folder, std::string flat_folder);
    Outcome settle(const UidSet& messages, store::MessageState state);
    void take_in(const std::vector<store::MailboxMessage>& messages);

    Session* session_;
    const Account* account_;
    const Services* services_;
    Mailbox* mailbox_;
    bool opened_ = false;
    std::uint32_t uid_validity_ = 0;
    Known known_;
    Work work_;
    bool waits_ = false;
    bool looks_at_all_ = true;          // at messages of ours that have been dealt with, too
    bool all_put_away_ = false;         // nothing of ours in the folder is to be touched
    std::optional<std::string> trash_;  // on the wire, once asked for
    std::optional<Failure> refused_;    // of a message that the server does not give
};

}  // namespace sendpath::imap
