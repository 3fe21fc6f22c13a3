#include "imap/flagging.hpp"

namespace sendpath::imap {

Step Flagging::begin() {
    return run(
        text("UID STORE").words(messages_.str()).words("+FLAGS.SILENT (" + flags_ + ')').done());
}

Step Flagging::ended() {
    if (running().is_ok()) return {.next = Next::done};
    return refused(Trouble::folder_refused, "marking as read");
}

}  // namespace sendpath::imap
