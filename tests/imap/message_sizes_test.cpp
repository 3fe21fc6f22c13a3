#include "imap/message_sizes.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

constexpr const char* kAsk = "C: S1 UID FETCH 5:7 (UID RFC822.SIZE)";

using Sizes = std::map<Uid, std::uint64_t>;

Sizes asked(Peer& peer, const Script& script) {
    MessageSizes sizes(peer, *UidSet::parse("5:7"));
    play(sizes, script, sizes.begin());
    return sizes.sizes();
}

TEST(MessageSizes, AreToldBeforeAnythingIsFetched) {  // I10
    Peer peer;
    const Sizes sizes =
        asked(peer, {kAsk, "S: * 1 FETCH (UID 5 RFC822.SIZE 100)",
                     "S: * 2 FETCH (RFC822.SIZE 7 UID 7 FLAGS ())", "S: S1 OK", "DONE"});
    EXPECT_EQ(sizes, (Sizes{{5, 100}, {7, 7}}));
}

TEST(MessageSizes, AreNoneOfVanishedMessages) {  // I11
    Peer peer;
    EXPECT_TRUE(asked(peer, {kAsk, "S: S1 OK nothing to do", "DONE"}).empty());
}

TEST(MessageSizes, AreOfTheAskedMessagesAlone) {  // I12, T11
    Peer peer;
    const Sizes sizes =
        asked(peer, {kAsk, "S: * 3 EXPUNGE", "S: * 1 FETCH (FLAGS (\\Seen))",
                     "S: * 1 FETCH (UID 9 RFC822.SIZE 1)", "S: * 1 FETCH (RFC822.SIZE 3)",
                     "S: * 1 FETCH (UID 5 RFC822.SIZE 9)", "S: * 1 FETCH (UID 5 RFC822.SIZE 8)",
                     "S: * 2 FETCH (UID 6)", "S: S1 OK", "DONE"});
    EXPECT_EQ(sizes, (Sizes{{5, 9}}));
}

TEST(MessageSizes, AreGivenUpOnWhereTheServerGoesWrong) {
    Peer peer;
    asked(peer, {kAsk, "S: S1 NO no", "STOP folder_refused"});
    peer = {};
    asked(peer, {kAsk, "S: * 1 FETCH (UID 5 RFC822.SIZE -1)", "STOP not_understood"});
    peer = {};
    asked(peer, {kAsk, "S: * BYE", "STOP said_bye"});
    peer = {};
    asked(peer, {kAsk, "S: + ", "STOP not_understood"});
}

TEST(NextBatch, HoldsWhatOneAnswerMay) {
    Sizes sizes{{1, kBatchOctets / 2}, {2, kBatchOctets / 2}, {3, 1}, {9, kBatchOctets * 3}};
    EXPECT_EQ(next_batch(sizes, kBatchOctets).str(), "1:2");
    EXPECT_EQ(next_batch(sizes, kBatchOctets).str(), "3");
    EXPECT_EQ(next_batch(sizes, kBatchOctets).str(), "9");  // alone, whatever its size
    EXPECT_TRUE(sizes.empty());
    EXPECT_TRUE(next_batch(sizes, kBatchOctets).empty());

    sizes = {{3, 1}, {9, kBatchOctets * 3}};
    EXPECT_EQ(next_batch(sizes, 1'000).str(), "3,9");  // of each comes a slice, not more
}

TEST(NextBatch, HoldsWhatOneCommandMayName) {
    Sizes sizes;
    for (Uid uid = 1; uid <= 2 * kBatchMessages; ++uid) sizes[uid] = 0;
    while (!sizes.empty()) {
        const UidSet batch = next_batch(sizes, 1);
        EXPECT_LE(batch.count(), kBatchMessages);
        EXPECT_LE(batch.str().size(), kUidsMax);
    }
    for (Uid uid = 4'000'000'000; uid < 4'000'001'000; uid += 2) sizes[uid] = 0;
    while (!sizes.empty()) EXPECT_LE(next_batch(sizes, 1).str().size(), kUidsMax);
    sizes = {{1, 0}, {2, 0}, {3, 0}};
    EXPECT_EQ(next_batch(sizes, 1, 2).str(), "1:2");
}

}  // namespace
}  // namespace sendpath::imap
