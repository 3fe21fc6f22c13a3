#include "imap/folder.hpp"

#include "ingest/intake.hpp"
#include "ingest/mailbox_book.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;

Failure store_failure(const Error& error) {
    return {Trouble::store_failed, error.detail, {}};
}

}  // namespace

asio::awaitable<std::optional<Failure>> Folder::visit() {
    refused_.reset();
    if (auto failed = co_await open()) co_return failed;
    int news = 0;
    do {
        if (auto failed = co_await search()) co_return failed;
        if (auto failed = co_await fetch()) co_return failed;
        if (auto failed = co_await dispose()) co_return failed;
        // What came meanwhile would else wait for the next visit (I17).
    } while (!work_.waiting.empty() ||
             (session_->peer().messages.has_news() && ++news <= kNewsMax));
    if (!waits_)
        known_.quiet =
            Known::Quiet{.exists = session_->peer().messages.exists(), .modseq = work_.modseq};
    co_return refused_;
}

Folder::Outcome Folder::open() {
    if (opened_) co_return std::nullopt;
    const auto opened = co_await services_->book->open(mailbox_->account, mailbox_->folder);
    if (!opened) co_return store_failure(opened.error());
    mailbox_->id = opened->id;
    mailbox_->renumbered = opened->renumbered;
    opened_ = true;
    if (opened->uid_validity == 0) co_return std::nullopt;
    const auto ours = co_await services_->book->messages(opened->id, opened->uid_validity);
    if (!ours) co_return store_failure(ours.error());
    uid_validity_ = opened->uid_validity;
    known_.uid_validity = uid_validity_;
    take_in(*ours);
    co_return std::nullopt;
}

Folder::Outcome Folder::search() {
    Peer& peer = session_->peer();
    const FolderNames names(peer.namespaces, peer.utf8);
    Result<std::string> wire_name = names.on_wire(mailbox_->folder);
    if (!wire_name) co_return Failure{Trouble::folder_missing, wire_name.error().detail, {}};
    FolderSearch search(peer, *std::move(wire_name), account_->after == After::leave, known_);
    if (auto failed = co_await session_->carry_out(search)) co_return failed;
    work_ = search.work();
    mailbox_->alert = peer.alert;
    mailbox_->uid_validity = work_.uid_validity;
    mailbox_->backlog = static_cast<std::int64_t>(work_.waiting.count());
    known_.from = work_.from;
    known_.quiet.reset();
    if (work_.uid_validity == uid_validity_) co_return std::nullopt;
    co_return co_await begin(work_.uid_validity);
}

/// The folder is new to us, or its messages have new numbers; then what is known of the old ones
/// says nothing, and whatever comes twice is told by its content (I9).
Folder::Outcome Folder::begin(std::uint32_t uid_validity) {
    const Seconds now = services_->now();
    const auto ours = co_await services_->book->begin(mailbox_->id, uid_validity, now);
    if (!ours) co_return store_failure(ours.error());
    if (uid_validity_ != 0) {
        spdlog::warn(
            "imap: {}: the server gave all messages new numbers (UIDVALIDITY {} to {}); "
            "the folder is read anew, and what is known already counts once",
            mailbox_->label(), uid_validity_, uid_validity);
        mailbox_->renumbered = now;
    }
    uid_validity_ = uid_validity;
    known_.uid_validity = uid_validity;
    known_.settled = {};
    take_in(*ours);
    work_.waiting = work_.waiting.minus(known_.settled);
    co_return std::nullopt;
}

void Folder::take_in(const std::vector<store::MailboxMessage>& messages) {
    const Disposal disposal = disposal_of(account_->after, messages);
    known_.settled = disposal.settled;
    all_put_away_ = disposal.read.empty() && disposal.unread.empty() && disposal.left.empty() &&
                    !disposal.waits;
}

Folder::Outcome Folder::fetch() {
    UidSet waiting = work_.waiting;
    if (waiting.empty()) co_return std::nullopt;
    spdlog::info("imap: {}: {} messages waiting", mailbox_->label(), waiting.count());
    while (!waiting.empty()) {
        UidSet some = take_for_command(waiting, kBatchMessages);
        if (auto failed = co_await fetch_some(std::move(some))) co_return failed;
        if (auto failed = co_await dispose()) co_return failed;
        mailbox_->backlog = static_cast<std::int64_t>(waiting.count());
    }
    co_return std::nullopt;
}

Folder::Outcome Folder::fetch_some(UidSet asked) {
    MessageSizes asking(session_->peer(), asked);
    if (auto failed = co_await session_->carry_out(asking)) co_return failed;
    std::map<Uid, std::uint64_t> sizes = asking.sizes();
    std::vector<std::pair<Uid, std::uint64_t>> too_large;
    for (const auto& [uid, size] : sizes)
        if (size > account_->mail_max) too_large.emplace_back(uid, size);
    for (const auto& [uid, size] : too_large) {
        sizes.erase(uid);
        if (auto failed = co_await keep_too_large(uid, size)) co_return failed;
    }
    while (!sizes.empty()) {
        UidSet batch = next_batch(sizes, kSliceMax, mailbox_->batch);
        if (auto failed = co_await fetch_batch(std::move(batch))) co_return failed;
    }
    known_.settled = known_.settled.with(asked);  // what is not ours now is gone (I11)
    co_return std::nullopt;
}

Folder::Outcome Folder::fetch_batch(UidSet batch) {
    Download download(session_->peer(), batch,
                      {.slice = kSliceMax, .message_max = account_->mail_max});
    const auto failed = co_await session_->carry_out(download, Session::Pace::in_slices);
    if (failed) {
        // Sizes may have been told too small for one answer to hold all: fewer the next time.
        constexpr std::size_t step = 8;
        mailbox_->batch = std::max<std::size_t>(1, batch.count() / step);
        co_return failed;
    }
    mailbox_->batch = kBatchMessages;
    co_return co_await keep(download.messages(), batch);
}

/// From here on they are ours: their octets and their place in the folder are written at once.
Folder::Outcome Folder::keep(std::map<Uid, Downloaded>& messages, const UidSet& batch) {
    std::vector<ingest::RawMail> mails;
    std::vector<Uid> taken;
    std::vector<Uid> too_large;
    UidSet again;
    const Seconds now = services_->now();
    for (auto& [uid, message] : messages) {
        if (message.got == Got::too_large) too_large.push_back(uid);
        if (message.got == Got::refused) again.add(uid);
        if (message.got != Got::whole) continue;
        taken.push_back(uid);
        mails.push_back({.octets = std::move(message.octets),
                         .name = mailbox_->label(),
                         .via = store::Via::imap,
                         .received = now,
                         .place = store::MailboxPlace{mailbox_->id, uid_validity_, uid}});
    }
    messages.clear();
    if (!mails.empty()) {
        const auto accepted = co_await services_->intake->accept_all(std::move(mails));
        if (!accepted) co_return store_failure(accepted.error());
        for (const ingest::Intake::Accepted& each : *accepted)
            if (each.waits()) services_->stored(each.id);
        all_put_away_ = false;
    }
    for (const Uid uid : too_large)
        if (auto failed = co_await keep_too_large(uid, account_->mail_max + 1)) co_return failed;
    co_return co_await fetch_alone(std::move(again), batch.count() == 1);
}

/// Messages that the server did not give together with others, or not at all.
Folder::Outcome Folder::fetch_alone(UidSet messages, bool were_alone) {
    while (!messages.empty()) {
        UidSet one = messages.take_lowest(1);
        if (were_alone) {
            refused_ = Failure{
                Trouble::folder_refused, "the server does not give message UID " + one.str(), {}};
            spdlog::warn("imap: {}: {}", mailbox_->label(), refused_->detail);
            continue;
        }
        if (auto failed = co_await fetch_batch(std::move(one))) co_return failed;
    }
    co_return std::nullopt;
}

Folder::Outcome Folder::keep_too_large(Uid uid, std::uint64_t size) {
    spdlog::warn("imap: {}: message UID {} has {} octets, more than mail_max: it stays unread",
                 mailbox_->label(), uid, size);
    const store::MailboxPlace place{mailbox_->id, uid_validity_, uid};
    const auto kept = co_await services_->book->too_large(place, static_cast<std::int64_t>(size),
                                                          services_->now());
    if (!kept) co_return store_failure(kept.error());
    all_put_away_ = false;
    co_return std::nullopt;
}

}  // namespace sendpath::imap
