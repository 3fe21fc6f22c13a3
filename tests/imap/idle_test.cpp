#include "imap/idle.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

struct Row {
    const char* name;
    Script script;
    bool news;
    bool idling;
    bool unknown = false;
};

/// A folder of three messages, all seen by a search.
Peer peer_of_three() {
    Peer peer;
    peer.messages.hear(Exists{3});
    peer.messages.search();
    return peer;
}

class IdleOf : public testing::TestWithParam<Row> {};

TEST_P(IdleOf, TellsOfNews) {
    Peer peer = peer_of_three();
    Idle idle(peer);
    play(idle, GetParam().script, idle.begin());
    EXPECT_EQ(idle.news(), GetParam().news);
    EXPECT_EQ(idle.idling(), GetParam().idling);
    EXPECT_EQ(idle.unknown(), GetParam().unknown);
}

constexpr const char* kIdle = "C: S1 IDLE";

INSTANTIATE_TEST_SUITE_P(
    Imap, IdleOf,
    testing::Values(
        Row{"I16_Agreed", {kIdle, "S: + idling"}, false, true},
        Row{"I16_KeptAliveByTheServer", {kIdle, "S: + idling", "S: * OK Still here"}, false, true},
        // H8: whether it is told as RECENT as well is no matter.
        Row{"H8_MoreThanThereWere", {kIdle, "S: + idling", "S: * 4 EXISTS"}, true, true},
        Row{"I17_BeforeItIsAgreed", {kIdle, "S: * 4 EXISTS", "S: + idling"}, true, true},
        Row{"H8_AsManyAsThereWere", {kIdle, "S: + idling", "S: * 3 EXISTS"}, false, true},
        Row{"I17_OneWentAndOneCame",
            {kIdle, "S: + idling", "S: * 1 EXPUNGE", "S: * 3 EXISTS"},
            true,
            true},
        // H9
        Row{"H9_OddDataInBetween",
            {kIdle, "S: * 3 RECENT", "S: ", "S: + ", "S: * XSTUFF 1", "S: * 1 FETCH (FLAGS ())"},
            false,
            true},
        Row{"H10_NoIdleAfterAll", {kIdle, "S: S1 BAD what?", "DONE"}, false, false, true},
        Row{"I19_NotNow",
            {kIdle, "S: S1 NO [UNAVAILABLE] later", "STOP unavailable"},
            false,
            false},
        Row{"I19_Bye", {kIdle, "S: + ", "S: * BYE gone", "STOP said_bye"}, false, true},
        Row{"I12_Twice", {kIdle, "S: + ", "S: + ", "STOP not_understood"}, false, true},
        Row{"I16_EndedByTheServer", {kIdle, "S: + ", "S: S1 OK enough", "DONE"}, false, true}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Idle, IsEndedByAWord) {
    Peer peer = peer_of_three();
    Idle idle(peer);
    play(idle, {kIdle, "S: + "}, idle.begin());
    play(idle, {"C: DONE", "S: * 4 EXISTS", "S: S1 OK done", "DONE"}, idle.stop());
    EXPECT_TRUE(idle.news());
    EXPECT_FALSE(idle.idling());
}

}  // namespace
}  // namespace sendpath::imap
