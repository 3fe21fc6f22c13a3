#include "imap/folder_search.hpp"

#include "imap/folder_names.hpp"

#include <limits>

namespace sendpath::imap {

Step FolderSearch::begin() {
    peer().messages.open();
    return run(text(work_.read_only ? "EXAMINE" : "SELECT").string(folder_).done());
}

bool FolderSearch::note(const Response& response) {
    if (const auto* status = std::get_if<Status>(&response)) {
        note_code(status->code);
    } else if (const auto* listed = std::get_if<Listed>(&response)) {
        is_listed_ |= is_same_folder(listed->name, folder_);
    } else if (const auto* found = std::get_if<Found>(&response)) {
        if (searching_) note_found(*found);
    }
    return true;
}

void FolderSearch::note_code(const Code& code) {
    if (code.name == CodeName::uid_not_sticky) fleeting_ = true;
    if (code.name == CodeName::read_only) work_.read_only = true;
    if (code.name == CodeName::highest_modseq) work_.modseq = code.number;
    if (code.name != CodeName::uid_validity) return;
    const auto told = static_cast<std::uint32_t>(code.number);
    if (searching_ && told != work_.uid_validity) other_numbers_ = true;
    work_.uid_validity = told;
}

void FolderSearch::note_found(const Found& found) {
    // Sequence numbers would be taken for UIDs, and other messages fetched than are meant.
    if (found.extended && (!found.by_uid || (!found.tag.empty() && found.tag != running().tag()))) {
        other_numbers_ = true;
        return;
    }
    found_.insert(found_.end(), found.all.ranges().begin(), found.all.ranges().end());
}

Step FolderSearch::ended() {
    if (listing_) return listed();
    if (searching_) return searched();
    return running().is_ok() ? opened() : not_opened();
}

Step FolderSearch::opened() {
    note_code(running().outcome().code);
    if (fleeting_)
        return give_up({Trouble::folder_refused,
                        "the server does not keep the numbers of messages (UIDNOTSTICKY)",
                        {}});
    if (work_.uid_validity == 0) return not_understood("the folder was opened without UIDVALIDITY");
    work_.renumbered = known_.uid_validity && *known_.uid_validity != work_.uid_validity;
    if (work_.renumbered) known_ = {};
    work_.from = known_.from;
    // Some servers find a range in an empty folder a mistake.
    if (peer().messages.is_empty()) return {.next = Next::done};
    if (is_as_before()) {
        peer().messages.search();
        return {.next = Next::done};
    }
    return search();
}

/// Every change of a folder raises its HIGHESTMODSEQ, where there is one (RFC 7162 section 3.1.2).
bool FolderSearch::is_as_before() const {
    return known_.quiet && work_.modseq != 0 && known_.quiet->modseq == work_.modseq &&
           known_.quiet->exists == peer().messages.exists();
}

Step FolderSearch::search() {
    searching_ = true;
    peer().messages.search();
    const bool extended = peer().capabilities.has("ESEARCH");
    return run(text(extended ? "UID SEARCH RETURN (ALL) UID" : "UID SEARCH UID")
                   .words(std::to_string(known_.from) + ":*")
                   .done());
}

Step FolderSearch::searched() {
    if (!running().is_ok()) return refused(Trouble::folder_refused, "UID SEARCH");
    if (other_numbers_) return not_understood("UID SEARCH was answered with other numbers");
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
    refusal_ = running().outcome();
    const CodeName code = refusal_.code.name;
    if (code == CodeName::nonexistent || code == CodeName::try_create)
        return refused(Trouble::folder_missing, "opening the folder");
    const Failure failure = failure_of(refusal_, Trouble::folder_refused, "opening the folder");
    if (code != CodeName::none || failure.trouble != Trouble::folder_refused)
        return give_up(failure);
    // Older servers do not say why: whether there is such a folder at all, LIST tells.
    listing_ = true;
    return run(text("LIST \"\"").string(folder_).done());
}

Step FolderSearch::listed() {
    const bool missing = running().is_ok() && !is_listed_;
    return give_up(failure_of(refusal_, missing ? Trouble::folder_missing : Trouble::folder_refused,
                              "opening the folder"));
}

}  // namespace sendpath::imap
