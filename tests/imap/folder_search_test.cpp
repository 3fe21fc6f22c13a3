#include "imap/folder_search.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

UidSet set(std::string_view text) {
    return text.empty() ? UidSet{} : *UidSet::parse(text);
}

/// UIDVALIDITY 5; below 4 there is nothing to do, and 7 is settled.
Known known() {
    return {.uid_validity = 5, .settled = set("7"), .from = 4};
}

constexpr const char* kSelect = "C: S1 SELECT \"INBOX\"";
constexpr const char* kExists = "S: * 9 EXISTS";
constexpr const char* kValidity = "S: * OK [UIDVALIDITY 5] stay";
constexpr const char* kOpen = "S: S1 OK [READ-WRITE] open";
constexpr const char* kList = "C: S2 LIST \"\" \"INBOX\"";
constexpr const char* kSearch = "C: S2 UID SEARCH UID 4:*";

struct Row {
    const char* name;
    const char* capabilities;
    Script script;
    const char* waiting;  ///< what there is to fetch
    Uid from;             ///< where the next search begins
};

class SearchOf : public testing::TestWithParam<Row> {};

TEST_P(SearchOf, FindsWhatOurTableHasNot) {
    Peer peer{.capabilities = Capabilities::of(GetParam().capabilities)};
    FolderSearch search(peer, "INBOX", false, known());
    play(search, GetParam().script, search.begin());
    EXPECT_EQ(search.work().waiting.str(), GetParam().waiting);
    EXPECT_EQ(search.work().from, GetParam().from);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, SearchOf,
    testing::Values(
        // I7: \Seen is not asked.
        Row{"I7_WhateverItsFlags",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH 4 6 7 9", "S: S2 OK",
             "DONE"},
            "4,6,9",
            4},
        // I8: "4:*" finds the last message, whatever its number.
        Row{"I8_LastBelowTheRange",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH 3", "S: S2 OK", "DONE"},
            "",
            4},
        Row{"I8_OthersBelowTheRange",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH 1 2 8", "S: S2 OK", "DONE"},
            "8",
            8},
        // H18: what is done is not listed again.
        Row{"H18_AllSettled",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH 7", "S: S2 OK", "DONE"},
            "",
            8},
        Row{"T11_LastNumberThereIs",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH 4294967295", "S: S2 OK",
             "DONE"},
            "4294967295",
            4'294'967'295},
        Row{"T11_NumbersTwice",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH 8 8 8", "S: * SEARCH 8 9",
             "S: S2 OK", "DONE"},
            "8:9",
            8},
        Row{"NoneFound",
            "IMAP4rev1",
            {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH", "S: S2 OK", "DONE"},
            "",
            4},
        Row{"Extended",
            "IMAP4rev1 ESEARCH",
            {kSelect, kExists, kValidity, kOpen, "C: S2 UID SEARCH RETURN (ALL) UID 4:*",
             "S: * ESEARCH (TAG \"S2\") UID ALL 4:4294967295", "S: S2 OK", "DONE"},
            "4:6,8:4294967295",
            4},
        // I12: in an empty folder nothing is asked; news come at any time.
        Row{"I12_Empty", "IMAP4rev1", {kSelect, "S: * 0 EXISTS", kValidity, kOpen, "DONE"}, "", 4},
        Row{"I12_NewsInBetween",
            "IMAP4rev1",
            {kSelect, "S: * 2 RECENT", kExists, "S: * FLAGS (\\Seen)", kValidity, kOpen, kSearch,
             "S: * 3 EXPUNGE", "S: * 9 EXISTS", "S: * 2 FETCH (FLAGS (\\Seen))", "S: * SEARCH 8",
             "S: ", "S: * OK still here", "S: S2 OK", "DONE"},
            "8",
            8},
        Row{"ExistsNotTold",
            "IMAP4rev1",
            {kSelect, kValidity, kOpen, kSearch, "S: * SEARCH 8", "S: S2 OK", "DONE"},
            "8",
            8}),
    [](const auto& row) { return std::string(row.param.name); });

struct Stop {
    const char* name;
    Script script;
};

class StopOf : public testing::TestWithParam<Stop> {};

TEST_P(StopOf, IsTold) {
    Peer peer{.capabilities = Capabilities::of("IMAP4rev1 ESEARCH")};
    FolderSearch search(peer, "INBOX", false, known());
    play(search, GetParam().script, search.begin());
    EXPECT_TRUE(search.work().waiting.empty());
}

constexpr const char* kExtended = "C: S2 UID SEARCH RETURN (ALL) UID 4:*";

INSTANTIATE_TEST_SUITE_P(
    Imap, StopOf,
    testing::Values(
        Stop{"NoSuchFolder", {kSelect, "S: S1 NO [NONEXISTENT] none", "STOP folder_missing"}},
        Stop{"NoReason",
             {kSelect, "S: S1 NO it is so", kList, "S: * LIST () \"/\" INBOX", "S: S2 OK",
              "STOP folder_refused"}},
        Stop{"MissingWithoutAWordOfIt",
             {kSelect, "S: S1 NO Mailbox doesn't exist", kList, "S: S2 OK", "STOP folder_missing"}},
        Stop{"NoPermission", {kSelect, "S: S1 NO [NOPERM] no", "STOP folder_refused"}},
        Stop{"I19_NotConnected",
             {kSelect, "S: S1 BAD User is authenticated but not connected.", "STOP not_connected"}},
        Stop{"I19_InUse", {kSelect, "S: S1 NO [INUSE] locked", "STOP unavailable"}},
        Stop{"I19_Bye", {kSelect, kExists, "S: * BYE AccessTokenExpired", "STOP said_bye"}},
        // I8, T11: without a UIDVALIDITY, numbers mean nothing.
        Stop{"I8_ValidityZero", {kSelect, "S: * OK [UIDVALIDITY 0] x", "STOP not_understood"}},
        Stop{"I8_NoValidity", {kSelect, kExists, kOpen, "STOP not_understood"}},
        Stop{"I8_NotSticky",
             {kSelect, kExists, kValidity, "S: * NO [UIDNOTSTICKY] x", kOpen,
              "STOP folder_refused"}},
        Stop{"I8_ValidityChangesMeanwhile",
             {kSelect, kExists, kValidity, kOpen, kExtended, "S: * OK [UIDVALIDITY 6] x",
              "S: * ESEARCH (TAG \"S2\") UID ALL 8", "S: S2 OK", "STOP not_understood"}},
        Stop{"T11_NumbersOfAnotherKind",
             {kSelect, kExists, kValidity, kOpen, kExtended, "S: * ESEARCH (TAG \"S2\") ALL 8",
              "S: S2 OK", "STOP not_understood"}},
        Stop{"T11_NumbersOfAnotherCommand",
             {kSelect, kExists, kValidity, kOpen, kExtended, "S: * ESEARCH (TAG \"S1\") UID ALL 8",
              "S: S2 OK", "STOP not_understood"}},
        Stop{"T11_NumberZero",
             {kSelect, kExists, kValidity, kOpen, kExtended, "S: * SEARCH 0",
              "STOP not_understood"}},
        Stop{"T11_WrongTag", {kSelect, "S: S2 OK", "STOP not_understood"}},
        Stop{"T11_AskedForNothing", {kSelect, "S: + go on", "STOP not_understood"}},
        Stop{"SearchRefused",
             {kSelect, kExists, kValidity, kOpen, kExtended, "S: S2 BAD what",
              "STOP folder_refused"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(FolderSearch, BeginsAnewWhereAllWasRenumbered) {  // I9
    Peer peer;
    FolderSearch search(peer, "INBOX", false, known());
    play(search,
         {kSelect, kExists, "S: * OK [UIDVALIDITY 6] new", kOpen, "C: S2 UID SEARCH UID 1:*",
          "S: * SEARCH 1 2 7", "S: S2 OK", "DONE"},
         search.begin());
    EXPECT_EQ(peer.messages.exists(), 9U);
    EXPECT_EQ(search.work(),
              (Work{.uid_validity = 6, .renumbered = true, .waiting = set("1:2,7"), .from = 1}));
}

TEST(FolderSearch, OfAFolderNeverSeenIsNoRenumbering) {
    Peer peer;
    FolderSearch search(peer, "INBOX", false, {});
    play(search, {kSelect, "S: * 0 EXISTS", kValidity, kOpen, "DONE"}, search.begin());
    EXPECT_FALSE(search.work().renumbered);
    EXPECT_EQ(search.work().uid_validity, 5U);
}

TEST(FolderSearch, LeavesAFolderAsItIs) {
    Peer peer;
    FolderSearch search(peer, "INBOX", true, {});
    play(search, {"C: S1 EXAMINE \"INBOX\"", "S: * 0 EXISTS", kValidity, "S: S1 OK open", "DONE"},
         search.begin());
    EXPECT_TRUE(search.work().read_only);
}

TEST(FolderSearch, IsToldThatNothingCanBeMoved) {
    Peer peer;
    FolderSearch search(peer, "INBOX", false, {});
    play(search, {kSelect, "S: * 0 EXISTS", kValidity, "S: S1 OK [READ-ONLY] open", "DONE"},
         search.begin());
    EXPECT_TRUE(search.work().read_only);
}

TEST(FolderSearch, WritesAnyNameAPieceAtATime) {  // I15
    Peer peer;
    FolderSearch search(peer, "a\"ä", false, {});
    play(search,
         {"C: S1 SELECT {4}", "S: + go on", "C: a\"ä", "S: * 0 EXISTS", kValidity, kOpen, "DONE"},
         search.begin());

    Peer other;
    FolderSearch refused(other, "a\"ä", false, {});
    play(refused, {"C: S1 SELECT {4}", "S: S1 NO [NONEXISTENT] none", "STOP folder_missing"},
         refused.begin());
    FolderSearch lied_to(other, "a\"ä", false, {});
    play(lied_to,
         {"C: S2 SELECT {4}", "S: * 0 EXISTS", kValidity, "S: S2 OK open", "STOP not_understood"},
         lied_to.begin());
}

TEST(FolderSearch, SeesWhatComesWhileTheServerSearches) {  // I17
    Peer peer;
    FolderSearch search(peer, "INBOX", false, known());
    play(search,
         {kSelect, kExists, kValidity, kOpen, kSearch, "S: * SEARCH", "S: * 10 EXISTS", "S: S2 OK",
          "DONE"},
         search.begin());
    EXPECT_TRUE(peer.messages.has_news());
    EXPECT_EQ(peer.messages.exists(), 10U);
}

TEST(FolderSearch, AsksNothingOfAFolderThatIsAsItWas) {  // I13
    const auto script = [](const char* exists, const char* modseq) {
        return Script{kSelect, exists, kValidity, modseq, kOpen};
    };
    const auto asks = [](const Script& script) {
        Known before = known();
        before.quiet = Known::Quiet{.exists = 9, .modseq = 77};
        Peer peer;
        FolderSearch search(peer, "INBOX", false, before);
        const std::string log = play(search, script, search.begin());
        EXPECT_FALSE(peer.messages.has_news());
        return log;
    };
    const char* same = "S: * OK [HIGHESTMODSEQ 77]";
    Script quiet = script(kExists, same);
    quiet.push_back("DONE");
    EXPECT_EQ(asks(quiet).find("SEARCH"), std::string::npos);
    for (Script other : {script(kExists, "S: * OK [HIGHESTMODSEQ 78]"),
                         script("S: * 10 EXISTS", same), script(kExists, "S: * OK none")}) {
        for (const char* line : {kSearch, "S: * SEARCH", "S: S2 OK", "DONE"}) other.push_back(line);
        EXPECT_NE(asks(other).find("SEARCH"), std::string::npos);
    }
}

}  // namespace
}  // namespace sendpath::imap
