#include "ingest/mailbox_book.hpp"

#include "store/await_write.hpp"

namespace sendpath::ingest {

using boost::asio::awaitable;
using store::Ledger;
using store::MailboxMessage;

awaitable<Result<store::OpenedMailbox>> MailboxBook::open(std::string account,
                                                          std::string folder) const {
    store::OpenedMailbox opened;
    auto work = [&](Ledger& ledger) { opened = ledger.mailboxes().open(account, folder); };
    const Result<void> done = co_await store::written(*writer_, work);
    if (!done) co_return done.error().within("mailbox");
    co_return opened;
}

awaitable<Result<std::vector<MailboxMessage>>> MailboxBook::begin(std::int64_t mailbox,
                                                                  std::uint32_t uid_validity,
                                                                  Seconds now) const {
    std::vector<MailboxMessage> found;
    auto work = [&](Ledger& ledger) {
        ledger.mailboxes().see(mailbox, uid_validity, now);
        found = ledger.mailboxes().messages(mailbox, uid_validity);
    };
    const Result<void> done = co_await store::written(*writer_, work);
    if (!done) co_return done.error().within("mailbox");
    co_return found;
}

awaitable<Result<std::vector<MailboxMessage>>> MailboxBook::messages(
    std::int64_t mailbox, std::uint32_t uid_validity) const {
    std::vector<MailboxMessage> found;
    auto work = [&](Ledger& ledger) { found = ledger.mailboxes().messages(mailbox, uid_validity); };
    const Result<void> done = co_await store::written(*writer_, work);
    if (!done) co_return done.error().within("mailbox");
    co_return found;
}

awaitable<Result<std::vector<MailboxMessage>>> MailboxBook::stored(
    std::int64_t mailbox, std::uint32_t uid_validity) const {
    std::vector<MailboxMessage> found;
    auto work = [&](Ledger& ledger) { found = ledger.mailboxes().stored(mailbox, uid_validity); };
    const Result<void> done = co_await store::written(*writer_, work);
    if (!done) co_return done.error().within("mailbox");
    co_return found;
}

awaitable<Result<void>> MailboxBook::too_large(store::MailboxPlace place, std::int64_t size,
                                               Seconds now) const {
    auto work = [&](Ledger& ledger) {
        ledger.mailboxes().take(place, std::nullopt, size, now, false);
    };
    const Result<void> done = co_await store::written(*writer_, work);
    if (!done) co_return done.error().within("mailbox");
    co_return done;
}

awaitable<Result<void>> MailboxBook::settle(std::int64_t mailbox, std::uint32_t uid_validity,
                                            std::vector<std::uint32_t> uids,
                                            store::MessageState state) const {
    auto work = [&](Ledger& ledger) {
        ledger.mailboxes().settle(mailbox, uid_validity, uids, state);
    };
    const Result<void> done = co_await store::written(*writer_, work);
    if (!done) co_return done.error().within("mailbox");
    co_return done;
}

}  // namespace sendpath::ingest
