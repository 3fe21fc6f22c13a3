#include "imap/filing.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

struct Row {
    const char* name;
    const char* capabilities;
    Script script;
    const char* gone;
    const char* marked;
    const char* folder = "A/B";  ///< empty: to be deleted
};

class FilingOf : public testing::TestWithParam<Row> {};

TEST_P(FilingOf, TouchesTheOrderedMessagesAlone) {
    const Row& row = GetParam();
    Peer peer{.capabilities = Capabilities::of(row.capabilities)};
    const std::string folder = row.folder;
    Filing filing(peer, {.messages = *UidSet::parse("5:7"),
                         .folder = folder,
                         .flat_folder = folder.empty() ? "" : "A-B"});
    play(filing, row.script, filing.begin());
    EXPECT_EQ(filing.filed().gone.str(), row.gone);
    EXPECT_EQ(filing.filed().marked.str(), row.marked);
}

std::string test_name(const testing::TestParamInfo<Row>& row) {
    return row.param.name;
}

constexpr const char* kMove = "C: S1 UID MOVE 5:7 \"A/B\"";
constexpr const char* kCopy = "C: S1 UID COPY 5:7 \"A/B\"";
constexpr const char* kMark = "C: S2 UID STORE 5:7 +FLAGS.SILENT (\\Deleted)";

INSTANTIATE_TEST_SUITE_P(
    Move, FilingOf,
    testing::Values(
        // I11: COPYUID or a later absence proves it, an OK does not.
        Row{"I11_ToldByCopyUid",
            "MOVE",
            {kMove, "S: * OK [COPYUID 9 5:7 1:3] moved", "S: * 1 EXPUNGE", "S: * 1 EXPUNGE",
             "S: S1 OK done", "DONE"},
            "5:7",
            ""},
        Row{"I11_ToldByCopyUidInTheAnswer",
            "MOVE",
            {kMove, "S: S1 OK [COPYUID 9 5:7 1:3] done", "DONE"},
            "5:7",
            ""},
        Row{"I11_SomeAreTold",
            "MOVE",
            {kMove, "S: * OK [COPYUID 9 5:6 1:2] moved", "S: S1 OK done",
             "C: S2 UID SEARCH UID 5:7", "S: * SEARCH", "S: S2 OK", "DONE"},
            "5:7",
            ""},
        Row{"I11_OkAlone",
            "MOVE",
            {kMove, "S: * SEARCH 5", "S: S1 OK No messages found", "C: S2 UID SEARCH UID 5:7",
             "S: * SEARCH 6", "S: S2 OK", "DONE"},
            "5,7",
            ""},
        Row{"T11_CopyUidOfOthers",
            "MOVE",
            {kMove, "S: * OK [COPYUID 9 1:3 1:3] moved", "S: S1 OK", "C: S2 UID SEARCH UID 5:7",
             "S: * SEARCH 5 6 7 8", "S: S2 OK", "DONE"},
            "",
            ""},
        // H3: a folder that is there already is as good.
        Row{"H3_FolderIsMade",
            "MOVE",
            {kMove, "S: S1 NO [TRYCREATE] none", "C: S2 CREATE \"A/B\"", "S: S2 OK",
             "C: S3 UID MOVE 5:7 \"A/B\"", "S: S3 OK [COPYUID 9 5:7 1:3] done", "DONE"},
            "5:7",
            ""},
        Row{"H3_FolderIsThere",
            "MOVE",
            {kMove, "S: S1 NO [TRYCREATE] none", "C: S2 CREATE \"A/B\"",
             "S: S2 NO [ALREADYEXISTS] there", "C: S3 UID MOVE 5:7 \"A/B\"",
             "S: S3 OK [COPYUID 9 5:7 1:3] done", "DONE"},
            "5:7",
            ""},
        // H4: where a folder with messages can have none below it, a flat name will do.
        Row{"H4_FolderIsFlat",
            "MOVE",
            {kMove, "S: S1 NO [TRYCREATE] none", "C: S2 CREATE \"A/B\"", "S: S2 NO cannot",
             "C: S3 UID MOVE 5:7 \"A/B\"", "S: S3 NO [TRYCREATE] none",
             "C: S4 UID MOVE 5:7 \"A-B\"", "S: S4 NO [TRYCREATE] none", "C: S5 CREATE \"A-B\"",
             "S: S5 OK", "C: S6 UID MOVE 5:7 \"A-B\"", "S: S6 OK [COPYUID 9 5:7 1:3] done", "DONE"},
            "5:7",
            ""},
        Row{"H4_NoFolderAtAll",
            "MOVE",
            {kMove, "S: S1 NO [TRYCREATE] none", "C: S2 CREATE \"A/B\"", "S: S2 NO cannot",
             "C: S3 UID MOVE 5:7 \"A/B\"", "S: S3 NO [TRYCREATE] none",
             "C: S4 UID MOVE 5:7 \"A-B\"", "S: S4 NO [TRYCREATE] none", "C: S5 CREATE \"A-B\"",
             "S: S5 NO cannot", "C: S6 UID MOVE 5:7 \"A-B\"", "S: S6 NO [TRYCREATE] none",
             "STOP folder_missing"},
            "",
            ""},
        Row{"H7_MoveIsRefused",
            "MOVE UIDPLUS",
            {kMove, "S: S1 NO cannot move here", "C: S2 UID COPY 5:7 \"A/B\"",
             "S: S2 OK [COPYUID 9 5:7 1:3] done", "C: S3 UID STORE 5:7 +FLAGS.SILENT (\\Deleted)",
             "S: S3 OK", "C: S4 UID EXPUNGE 5:7", "S: S4 OK", "C: S5 UID SEARCH UID 5:7",
             "S: * SEARCH", "S: S5 OK", "DONE"},
            "5:7",
            ""},
        Row{"I19_Unavailable",
            "MOVE",
            {kMove, "S: S1 NO [UNAVAILABLE] later", "STOP unavailable"},
            "",
            ""},
        Row{"I19_Bye", "MOVE", {kMove, "S: * BYE", "STOP said_bye"}, "", ""}),
    test_name);

INSTANTIATE_TEST_SUITE_P(
    Copy, FilingOf,
    testing::Values(
        Row{"H5_CopyMarkAndExpunge",
            "UIDPLUS",
            {kCopy, "S: S1 OK", kMark, "S: S2 OK", "C: S3 UID EXPUNGE 5:7", "S: * 5 EXPUNGE",
             "S: S3 OK", "C: S4 UID SEARCH UID 5:7", "S: * SEARCH", "S: S4 OK", "DONE"},
            "5:7",
            ""},
        // Nothing is deleted that was not copied.
        Row{"H5_CopyIsRefused",
            "UIDPLUS",
            {kCopy, "S: S1 NO [OVERQUOTA] full", "STOP folder_refused"},
            "",
            ""},
        Row{"H5_FolderIsMade",
            "UIDPLUS",
            {kCopy, "S: S1 NO [TRYCREATE] none", "C: S2 CREATE \"A/B\"", "S: S2 OK",
             "C: S3 UID COPY 5:7 \"A/B\"", "S: S3 NO no", "STOP folder_refused"},
            "",
            ""},
        Row{"H5_MarkingIsRefused",
            "UIDPLUS",
            {kCopy, "S: S1 OK", kMark, "S: S2 NO [NOPERM] no", "STOP folder_refused"},
            "",
            ""},
        Row{"H6_OursAreAllThatAreMarked",
            "IMAP4rev1",
            {kCopy, "S: S1 OK", kMark, "S: S2 OK", "C: S3 UID SEARCH DELETED", "S: * SEARCH 5 6 7",
             "S: S3 OK", "C: S4 EXPUNGE", "S: S4 OK", "C: S5 UID SEARCH UID 5:7", "S: * SEARCH",
             "S: S5 OK", "DONE"},
            "5:7",
            ""},
        Row{"H6_OthersAreMarkedToo",
            "IMAP4rev1",
            {kCopy, "S: S1 OK", kMark, "S: S2 OK", "C: S3 UID SEARCH DELETED",
             "S: * SEARCH 3 5 6 7", "S: S3 OK", "C: S4 UID SEARCH UID 5:7", "S: * SEARCH 5 6 7",
             "S: S4 OK", "DONE"},
            "",
            "5:7"},
        Row{"H6_SearchIsRefused",
            "IMAP4rev1",
            {kCopy, "S: S1 OK", kMark, "S: S2 OK", "C: S3 UID SEARCH DELETED", "S: S3 BAD what",
             "STOP folder_refused"},
            "",
            ""},
        Row{"Delete",
            "MOVE UIDPLUS",
            {"C: S1 UID STORE 5:7 +FLAGS.SILENT (\\Deleted)", "S: S1 OK", "C: S2 UID EXPUNGE 5:7",
             "S: S2 NO not now", "C: S3 UID SEARCH UID 5:7", "S: * SEARCH 7", "S: S3 OK", "DONE"},
            "5:6",
            "7",
            ""}),
    test_name);

TEST(Filing, TellsWhereTheMessagesWent) {  // H4
    Peer peer{.capabilities = Capabilities::of("MOVE")};
    Filing filing(peer, {.messages = *UidSet::parse("5"), .folder = "A/B", .flat_folder = "A-B"});
    play(filing,
         {"C: S1 UID MOVE 5 \"A/B\"", "S: S1 NO [TRYCREATE] none", "C: S2 CREATE \"A/B\"",
          "S: S2 NO cannot", "C: S3 UID MOVE 5 \"A/B\"", "S: S3 NO [TRYCREATE] none",
          "C: S4 UID MOVE 5 \"A-B\"", "S: S4 OK [COPYUID 9 5 1] done", "DONE"},
         filing.begin());
    EXPECT_EQ(filing.filed().folder, "A-B");
}

}  // namespace
}  // namespace sendpath::imap
