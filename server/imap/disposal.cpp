#include "imap/disposal.hpp"

namespace sendpath::imap {
namespace {

using store::IntakeState;
using store::MessageState;

/// Whether a message in this state still wants to be touched.
bool is_open(After after, MessageState state) {
    switch (state) {
        case MessageState::stored: return true;
        case MessageState::left: return after != After::leave;
        case MessageState::flagged: return after == After::file || after == After::remove;
        case MessageState::marked:
        case MessageState::gone: return false;
    }
    return false;
}

}  // namespace

std::string_view name(After after) {
    switch (after) {
        case After::file: return "file";
        case After::flag: return "flag";
        case After::remove: return "delete";
        case After::leave: return "leave";
    }
    return {};
}

Disposal disposal_of(After after, const std::vector<store::MailboxMessage>& messages) {
    std::vector<UidRange> settled;
    Disposal disposal;
    for (const store::MailboxMessage& each : messages) {
        settled.push_back({each.uid, each.uid});
        if (!is_open(after, each.state)) continue;
        if (after == After::leave) {
            disposal.left.add(each.uid);
        } else if (!each.intake || each.intake_state == IntakeState::held) {
            disposal.unread.add(each.uid);
        } else if (each.intake_state == IntakeState::done) {
            disposal.read.add(each.uid);
        } else {
            disposal.waits = true;
        }
    }
    disposal.settled = UidSet::of(std::move(settled));
    return disposal;
}

}  // namespace sendpath::imap
