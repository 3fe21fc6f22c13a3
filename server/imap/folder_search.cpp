#include "imap/folder_search.hpp"

#include <limits>

namespace sendpath::imap {

Step FolderSearch::begin() {
    return run(CommandText(peer_->tags.next(), work_.read_only ? "EXAMINE" : "SELECT",
                           literals_of(peer_->capabilities))
                   .string(folder_)
                   .done());
}

Step FolderSearch::hear(const Result<Response>& response) {
    if (!response) return give_up({Trouble::not_understood, response.error().detail, {}});
    switch (running_.hear(*response)) {
        case RunningCommand::Heard::news: note(*response); return {};
        case RunningCommand::Heard::asked:
            if (Step piece = running_.next_piece(); !piece.send.empty()) return piece;
            break;
        case RunningCommand::Heard::ended: return ended();
        case RunningCommand::Heard::bye:
            return give_up(
                failure_of(running_.outcome(), Trouble::said_bye, "the server ended it"));
        case RunningCommand::Heard::wrong: break;
    }
    return give_up({Trouble::not_understood, "an answer to what was not asked", {}});
}

void FolderSearch::note(const Response& response) {
    if (const auto* status = std::get_if<Status>(&response)) {
        note_code(status->code);
        if (status->code.name == CodeName::alert) peer_->alert = status->text;
    } else if (const auto* exists = std::get_if<Exists>(&response)) {
        work_.exists = exists->count;
        exists_told_ = true;
    } else if (std::holds_alternative<Expunge>(response)) {
        if (work_.exists > 0) --work_.exists;
    } else if (const auto* found = std::get_if<Found>(&response)) {
        if (searching_) note_found(*found);
    }
}

void FolderSearch::note_code(const Code& code) {
    if (code.name == CodeName::uid_not_sticky) fleeting_ = true;
    if (code.name == CodeName::read_only) work_.read_only = true;
    if (code.name != CodeName::uid_validity) return;
    const auto told = static_cast<std::uint32_t>(code.number);
    if (searching_ && told != work_.uid_validity) other_numbers_ = true;
    work_.uid_validity = told;
}

void FolderSearch::note_found(const Found& found) {
    // Sequence numbers would be taken for UIDs, and other messages fetched than are meant.
    if (found.extended && (!found.by_uid || (!found.tag.empty() && found.tag != running_.tag()))) {
        other_numbers_ = true;
        return;
    }
    found_.insert(found_.end(), found.all.ranges().begin(), found.all.ranges().end());
}

Step FolderSearch::ended() {
    if (searching_) return searched();
    return running_.is_ok() ? opened() : not_opened();
}

Step FolderSearch::opened() {
    note_code(running_.outcome().code);
    if (fleeting_)
        return give_up({Trouble::folder_refused,
                        "the server does not keep the numbers of messages (UIDNOTSTICKY)",
                        {}});
    if (work_.uid_validity == 0)
        return give_up({Trouble::not_understood, "the folder was opened without UIDVALIDITY", {}});
    work_.renumbered = known_.uid_validity && *known_.uid_validity != work_.uid_validity;
    if (work_.renumbered) known_ = {};
    work_.from = known_.from;
    // Some servers find a range in an empty folder a mistake.
    if (exists_told_ && work_.exists == 0) return {.next = Next::done};
    return search();
}

Step FolderSearch::search() {
    searching_ = true;
    const bool extended = peer_->capabilities.has("ESEARCH");
    return run(CommandText(peer_->tags.next(),
                           extended ? "UID SEARCH RETURN (ALL) UID" : "UID SEARCH UID",
                           literals_of(peer_->capabilities))
                   .words(std::to_string(known_.from) + ":*")
                   .done());
}

Step FolderSearch::searched() {
    if (!running_.is_ok())
        return give_up(failure_of(running_.outcome(), Trouble::folder_refused, "UID SEARCH"));
    if (other_numbers_)
        return give_up({Trouble::not_understood, "UID SEARCH was answered with other numbers", {}});
    // "8:*" finds the last message even when its number is 7 (RFC 9051 section 9, seq-range).
    const UidSet there = UidSet::of(std::move(found_)).from(known_.from);
    work_.waiting = there.minus(known_.settled);
    if (!work_.waiting.empty()) {
        work_.from = work_.waiting.ranges().front().first;
    } else if (!there.empty()) {
        const Uid last = there.ranges().back().last;
        work_.from = last == std::numeric_limits<Uid>::max() ? last : last + 1;
    }
    return {.next = Next::done};
}

Step FolderSearch::not_opened() {
    const CodeName code = running_.outcome().code.name;
    const bool missing = code == CodeName::nonexistent || code == CodeName::try_create;
    return give_up(failure_of(running_.outcome(),
                              missing ? Trouble::folder_missing : Trouble::folder_refused,
                              "opening the folder"));
}

Step FolderSearch::run(Result<Command> command) {
    if (!command) return give_up({Trouble::not_understood, command.error().detail, {}});
    return running_.start(*std::move(command));
}

Step FolderSearch::give_up(Failure failure) {
    failure_ = std::move(failure);
    return {.next = Next::give_up};
}

}  // namespace sendpath::imap
