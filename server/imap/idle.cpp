#include "imap/idle.hpp"

namespace sendpath::imap {

Step Idle::begin() {
    return run(text("IDLE").done());
}

Step Idle::stop() {
    idling_ = false;
    return {.send = "DONE\r\n", .shown = "DONE"};
}

bool Idle::note(const Response& response) {
    if (const auto* exists = std::get_if<Exists>(&response)) {
        news_ |= exists->count > exists_;
        exists_ = exists->count;
    } else if (std::holds_alternative<Expunge>(response) && exists_ > 0) {
        --exists_;
    }
    return true;
}

Step Idle::asked(const Continuation& /*wish*/) {
    if (idling_) return not_understood("the server asks for more of an IDLE that runs");
    idling_ = true;
    return {};
}

Step Idle::ended() {
    const Condition condition = running().outcome().condition;
    if (condition == Condition::ok) return {.next = Next::done};
    const Failure failure = failure_of(running().outcome(), Trouble::not_understood, "IDLE");
    if (failure.trouble == Trouble::unavailable) return give_up(failure);
    unknown_ = true;
    return {.next = Next::done};
}

}  // namespace sendpath::imap
