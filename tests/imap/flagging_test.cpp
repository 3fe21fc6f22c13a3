#include "imap/flagging.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

TEST(Flagging, SetsFlagsAndTakesNoneAway) {
    Peer peer;
    Flagging flagging(peer, *UidSet::parse("5:7,9"), "\\Seen \\Flagged");
    play(flagging,
         {"C: S1 UID STORE 5:7,9 +FLAGS.SILENT (\\Seen \\Flagged)",
          "S: * 1 FETCH (FLAGS (\\Seen \\Flagged) UID 5)", "S: S1 OK done", "DONE"},
         flagging.begin());
}

TEST(Flagging, TellsWhenItMayNot) {
    Peer peer;
    Flagging flagging(peer, *UidSet::parse("5"), "\\Seen");
    play(flagging,
         {"C: S1 UID STORE 5 +FLAGS.SILENT (\\Seen)", "S: S1 NO [NOPERM] read only",
          "STOP folder_refused"},
         flagging.begin());
}

}  // namespace
}  // namespace sendpath::imap
