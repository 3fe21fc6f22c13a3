#include "imap/filing.hpp"
#include "imap/flagging.hpp"
#include "imap/folder.hpp"
#include "imap/folder_list.hpp"
#include "ingest/mailbox_book.hpp"

namespace sendpath::imap {
namespace {

constexpr std::uint64_t kUidsAtOnce = 1'000;  // messages of one command that changes the folder

std::vector<Uid> listed(const UidSet& set) {
    std::vector<Uid> out;
    for (const UidRange& range : set.ranges())
        for (std::uint64_t uid = range.first; uid <= range.last; ++uid)
            out.push_back(static_cast<Uid>(uid));
    return out;
}

}  // namespace

/// Puts away what the store has decided about. Nothing in a folder is changed before.
Folder::Outcome Folder::dispose() {
    if (all_put_away_) co_return std::nullopt;
    // At first also what stayed under another setting; from then on what came since.
    const bool all = std::exchange(looks_at_all_, false);
    const auto& book = *services_->book;
    auto asking =
        all ? book.messages(mailbox_->id, uid_validity_) : book.stored(mailbox_->id, uid_validity_);
    const auto ours = co_await std::move(asking);
    if (!ours) co_return Failure{Trouble::store_failed, ours.error().detail, {}};
    const Disposal disposal = disposal_of(account_->after, *ours);
    waits_ = disposal.waits;
    if (auto failed = co_await put_away(disposal)) co_return failed;
    all_put_away_ = !waits_;
    co_return std::nullopt;
}

Folder::Outcome Folder::put_away(const Disposal& disposal) {
    if (auto failed = co_await settle(disposal.left, store::MessageState::left)) co_return failed;
    if (disposal.read.empty() && disposal.unread.empty()) co_return std::nullopt;
    if (work_.read_only)
        co_return Failure{Trouble::folder_refused,
                          "the server opens the folder for reading alone, so nothing can be moved "
                          "or flagged; all of it was read",
                          {}};
    switch (account_->after) {
        case After::file:
            if (auto failed = co_await move(disposal.read, account_->processed)) co_return failed;
            co_return co_await move(disposal.unread, account_->failed);
        case After::remove:
            if (auto failed = co_await remove(disposal.read)) co_return failed;
            co_return co_await move(disposal.unread, account_->failed);
        case After::flag:
            if (auto failed = co_await flag(disposal.read, "\\Seen")) co_return failed;
            co_return co_await flag(disposal.unread, "\\Seen \\Flagged");
        case After::leave: break;
    }
    co_return std::nullopt;
}

Folder::Outcome Folder::move(UidSet messages, std::string folder) {
    if (messages.empty()) co_return std::nullopt;
    const FolderNames names(session_->peer().namespaces, session_->peer().utf8);
    Result<std::string> there = names.on_wire(folder);
    if (!there) co_return Failure{Trouble::folder_missing, there.error().detail, {}};
    Result<std::string> flat = names.flat_on_wire(folder);
    std::string flat_folder = flat ? *std::move(flat) : std::string();
    co_return co_await file(std::move(messages), *std::move(there), std::move(flat_folder));
}

Folder::Outcome Folder::remove(UidSet messages) {
    if (messages.empty()) co_return std::nullopt;
    if (!trash_ && deletes_by_trash(session_->peer().capabilities)) {
        FolderList list(session_->peer());
        if (auto failed = co_await session_->carry_out(list)) co_return failed;
        if (list.trash().empty())
            co_return Failure{Trouble::folder_missing,
                              "the server names no trash folder, without which nothing is deleted "
                              "here; show it in IMAP, or use after = \"file\"",
                              {}};
        trash_ = list.trash();
    }
    co_return co_await file(std::move(messages), trash_.value_or(""), {});
}

/// @param folder  on the wire; empty: they are deleted
Folder::Outcome Folder::file(UidSet messages, std::string folder, std::string flat_folder) {
    while (!messages.empty()) {
        Filing filing(session_->peer(), {.messages = take_for_command(messages, kUidsAtOnce),
                                         .folder = folder,
                                         .flat_folder = flat_folder});
        if (auto failed = co_await session_->carry_out(filing)) co_return failed;
        const Filed& filed = filing.filed();
        if (auto failed = co_await settle(filed.gone, store::MessageState::gone)) co_return failed;
        if (auto failed = co_await settle(filed.marked, store::MessageState::marked))
            co_return failed;
    }
    co_return std::nullopt;
}

Folder::Outcome Folder::flag(UidSet messages, std::string flags) {
    while (!messages.empty()) {
        const UidSet some = take_for_command(messages, kUidsAtOnce);
        Flagging flagging(session_->peer(), some, flags);
        if (auto failed = co_await session_->carry_out(flagging)) co_return failed;
        if (auto failed = co_await settle(some, store::MessageState::flagged)) co_return failed;
    }
    co_return std::nullopt;
}

Folder::Outcome Folder::settle(const UidSet& messages, store::MessageState state) {
    if (messages.empty()) co_return std::nullopt;
    const auto written =
        co_await services_->book->settle(mailbox_->id, uid_validity_, listed(messages), state);
    if (!written) co_return Failure{Trouble::store_failed, written.error().detail, {}};
    co_return std::nullopt;
}

}  // namespace sendpath::imap
