// A mail that came after others had been moved away waited for the next IDLE: the count of messages
// was that of the search, and what went afterwards was not taken off it.
#include "imap/idle.hpp"
#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

TEST(NewsAfterFiling, IsSeenThoughFewerMessagesAreThereThanBefore) {
    Peer peer;
    peer.messages.hear(Exists{6});
    peer.messages.search();
    for (int i = 0; i < 6; ++i) peer.messages.hear(Expunge{1});
    EXPECT_EQ(peer.messages.exists(), 0U);
    EXPECT_FALSE(peer.messages.has_news());
    Idle idle(peer);
    play(idle, {"C: S1 IDLE", "S: + ", "S: * 1 EXISTS"}, idle.begin());
    EXPECT_TRUE(idle.news());
}

TEST(NewsAfterFiling, IsSeenThatCameDuringAnotherCommand) {
    Peer peer;
    peer.messages.hear(Exists{6});
    peer.messages.search();
    peer.messages.hear(Exists{7});
    for (int i = 0; i < 6; ++i) peer.messages.hear(Expunge{1});
    EXPECT_TRUE(peer.messages.has_news());
}

}  // namespace
}  // namespace sendpath::imap
