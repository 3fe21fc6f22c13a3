#include "imap/running_command.hpp"

#include <algorithm>

namespace sendpath::imap {

void MessageCount::hear(const Response& response) {
    if (const auto* exists = std::get_if<Exists>(&response)) {
        exists_ = exists->count;
        told_ = true;
        searched_ = std::min(searched_, exists_);
    } else if (const auto* gone = std::get_if<Expunge>(&response)) {
        if (gone->sequence <= searched_ && searched_ > 0) --searched_;
        if (exists_ > 0) --exists_;
    }
}

Step RunningCommand::start(Command command) {
    command_ = std::move(command);
    sent_ = 0;
    outcome_ = {};
    Step step = next_piece();
    step.shown = command_.shown;
    return step;
}

RunningCommand::Heard RunningCommand::hear(const Response& response) {
    if (const auto* tagged = std::get_if<Tagged>(&response)) {
        // A server that answers before it has heard all has refused the rest: fair, when it is no.
        const bool early_ok =
            tagged->status.condition == Condition::ok && sent_ < command_.pieces.size();
        if (tagged->tag != command_.tag || early_ok) return Heard::wrong;
        outcome_ = tagged->status;
        return Heard::ended;
    }
    if (std::holds_alternative<Continuation>(response)) return Heard::asked;
    if (const auto* status = std::get_if<Status>(&response)) {
        if (status->condition == Condition::preauth) return Heard::wrong;
        if (status->condition == Condition::bye) {
            outcome_ = *status;
            return Heard::bye;
        }
    }
    return Heard::news;
}

Step RunningCommand::next_piece() {
    if (sent_ == command_.pieces.size()) return {};
    return {.send = command_.pieces[sent_++]};
}

}  // namespace sendpath::imap
