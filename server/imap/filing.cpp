#include "imap/filing.hpp"

namespace sendpath::imap {
namespace {

UidSet both(const UidSet& one, const UidSet& other) {
    return one.minus(one.minus(other));
}

}  // namespace

Step Filing::begin() {
    by_copy_ = !peer().capabilities.has("MOVE");
    return order_.folder.empty() ? mark() : transfer();
}

bool Filing::note(const Response& response) {
    if (const auto* status = std::get_if<Status>(&response)) {
        note_status(*status);
    } else if (const auto* found = std::get_if<Found>(&response)) {
        found_.insert(found_.end(), found->all.ranges().begin(), found->all.ranges().end());
    }
    return true;
}

void Filing::note_status(const Status& status) {
    if (status.code.name == CodeName::copy_uid) told_ = status.code.source;
}

Step Filing::ended() {
    note_status(running().outcome());
    switch (phase_) {
        case Phase::move: return moved();
        case Phase::copy: return copied();
        case Phase::create: return transfer();  // it tells whether there is a folder now
        case Phase::mark:
            if (running().is_ok()) return marked();
            return refused(Trouble::folder_refused, "marking as deleted");
        case Phase::look_for_others: {
            if (!running().is_ok()) return refused(Trouble::folder_refused, "UID SEARCH");
            const UidSet all_marked = UidSet::of(std::move(found_));
            return all_marked.minus(order_.messages).empty() ? expunge() : look_for_ours();
        }
        case Phase::expunge: return look_for_ours();
        case Phase::look_for_ours:
            if (running().is_ok()) return finish(UidSet::of(std::move(found_)));
            return refused(Trouble::folder_refused, "UID SEARCH");
        case Phase::over: break;
    }
    return not_understood("an answer to what was not asked");
}

Step Filing::moved() {
    if (running().is_ok()) return told_ == order_.messages ? finish({}) : look_for_ours();
    if (folder_is_missing()) return make_folder();
    const Failure failure = failure_of(running().outcome(), Trouble::folder_refused, "UID MOVE");
    if (failure.trouble == Trouble::unavailable) return give_up(failure);
    by_copy_ = true;
    return transfer();
}

Step Filing::copied() {
    if (running().is_ok()) return mark();
    if (folder_is_missing()) return make_folder();
    return refused(Trouble::folder_refused, "UID COPY");
}

Step Filing::transfer() {
    return run(by_copy_ ? Phase::copy : Phase::move, text(by_copy_ ? "UID COPY" : "UID MOVE")
                                                         .words(order_.messages.str())
                                                         .string(filed_.folder)
                                                         .done());
}

/// Once for the folder and once for the flat one: some stores keep messages or folders in a folder,
/// not both.
Step Filing::make_folder() {
    if (created_) {
        if (filed_.folder == order_.flat_folder || order_.flat_folder.empty())
            return refused(Trouble::folder_missing, "the folder to file in");
        filed_.folder = order_.flat_folder;
        created_ = false;
        return transfer();
    }
    created_ = true;
    return run(Phase::create, text("CREATE").string(filed_.folder).done());
}

Step Filing::mark() {
    return run(
        Phase::mark,
        text("UID STORE").words(order_.messages.str()).words("+FLAGS.SILENT (\\Deleted)").done());
}

Step Filing::marked() {
    if (peer().capabilities.has("UIDPLUS")) return expunge();
    return run(Phase::look_for_others, text("UID SEARCH DELETED").done());
}

Step Filing::expunge() {
    if (!peer().capabilities.has("UIDPLUS")) return run(Phase::expunge, text("EXPUNGE").done());
    return run(Phase::expunge, text("UID EXPUNGE").words(order_.messages.str()).done());
}

/// An OK is no proof: it is the answer for messages that went before, too.
Step Filing::look_for_ours() {
    return run(Phase::look_for_ours, text("UID SEARCH UID").words(order_.messages.str()).done());
}

Step Filing::finish(const UidSet& there) {
    filed_.gone = order_.messages.minus(there);
    // After a MOVE that left some behind nothing is marked; they are for another time.
    if (by_copy_ || order_.folder.empty()) filed_.marked = both(order_.messages, there);
    phase_ = Phase::over;
    return {.next = Next::done};
}

Step Filing::run(Phase phase, Result<Command> command) {
    phase_ = phase;
    found_.clear();
    told_ = {};
    return Exchange::run(std::move(command));
}

bool Filing::folder_is_missing() const {
    const CodeName code = running().outcome().code.name;
    return code == CodeName::try_create || code == CodeName::nonexistent;
}

}  // namespace sendpath::imap
