#include "imap/idle.hpp"

namespace sendpath::imap {

Step Idle::begin() {
    return run(text("IDLE").done());
}

Step Idle::stop() {
    idling_ = false;
    return {.send = "DONE\r\n", .shown = "DONE"};
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
