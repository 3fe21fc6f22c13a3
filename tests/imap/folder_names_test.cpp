#include "imap/folder_names.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

/// Dovecot with mdbox, Courier, a store without levels, Cyrus with others' folders.
const Namespaces kSlash{.personal = {{"", '/'}}, .foreign = {}};
const Namespaces kCourier{.personal = {{"INBOX.", '.'}}, .foreign = {{"shared.", '.'}}};
const Namespaces kFlat{.personal = {{"", '\0'}}, .foreign = {}};
const Namespaces kCyrus{.personal = {{"", '/'}},
                        .foreign = {{"Other Users/", '/'}, {"Shared.", '.'}}};
const Namespaces kGerman{.personal = {{"Empf&AOQ-nger.", '.'}}, .foreign = {}};

struct Row {
    const Namespaces* namespaces;
    const char* folder;
    const char* wire;
};

class FolderOf : public testing::TestWithParam<Row> {};

// H1: the separator is the server's; H2: its prefix stands there once; I15: letters are coded.
TEST_P(FolderOf, IsNamedAsTheServerDoes) {
    const FolderNames names(*GetParam().namespaces, false);
    const Result<std::string> wire = names.on_wire(GetParam().folder);
    EXPECT_EQ(wire ? *wire : "! " + wire.error().detail, GetParam().wire);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, FolderOf,
    testing::Values(
        Row{&kSlash, "INBOX", "INBOX"}, Row{&kSlash, "inbox", "INBOX"},
        Row{&kSlash, "DMARC/Processed", "DMARC/Processed"},
        Row{&kSlash, "v1.0/Empfänger", "v1.0/Empf&AOQ-nger"}, Row{&kCourier, "Inbox", "INBOX"},
        Row{&kCourier, "DMARC/Processed", "INBOX.DMARC.Processed"},
        Row{&kCourier, "INBOX/DMARC", "INBOX.DMARC"},
        Row{&kCourier, "INBOX.DMARC.Processed", "INBOX.DMARC.Processed"},
        Row{&kCourier, "inbox.DMARC", "inbox.DMARC"}, Row{&kCourier, "INBOXES", "INBOX.INBOXES"},
        Row{&kCourier, "shared/reports", "shared.reports"},
        Row{&kCourier, "shared.reports", "shared.reports"},
        Row{&kFlat, "DMARC/Processed", "DMARC/Processed"},
        Row{&kCyrus, "Other Users/bob/reports", "Other Users/bob/reports"},
        Row{&kCyrus, "Shared/reports/a", "Shared.reports.a"},
        Row{&kCyrus, "Sharedreports", "Sharedreports"},
        Row{&kGerman, "A & B", "Empf&AOQ-nger.A &- B"}, Row{&kGerman, "INBOX/A", "INBOX.A"},
        Row{&kGerman, "Empfänger/A", "Empf&AOQ-nger.A"},
        Row{&kSlash, "", "! a folder name with an empty level"},
        Row{&kSlash, "/a", "! a folder name with an empty level"},
        Row{&kSlash, "a/", "! a folder name with an empty level"},
        Row{&kSlash, "a//b", "! a folder name with an empty level"},
        Row{&kSlash, "a\r\nb", "! a folder name with control octets"},
        Row{&kSlash, "a\xff", "! folder name: a name that is no UTF-8"}));

TEST(FolderNames, AreRawAfterUtf8IsOn) {  // I15
    const FolderNames names(kCourier, true);
    EXPECT_EQ(*names.on_wire("Empfänger & Co"), "INBOX.Empfänger & Co");
    EXPECT_FALSE(names.on_wire("\xff"));
    EXPECT_EQ(names.shown("INBOX.Empfänger & Co"), "INBOX/Empfänger & Co");
}

TEST(FolderNames, HaveOneLevelWhereFoldersHoldNoFolders) {  // H4
    EXPECT_EQ(*FolderNames(kSlash, false).flat_on_wire("DMARC/Processed"), "DMARC-Processed");
    EXPECT_EQ(*FolderNames(kCourier, false).flat_on_wire("DMARC/Processed"),
              "INBOX.DMARC-Processed");
    EXPECT_FALSE(FolderNames(kSlash, false).flat_on_wire("a//b"));
}

TEST(FolderNames, AreShownWithLettersAndSlashes) {
    const FolderNames names(kCourier, false);
    EXPECT_EQ(names.shown("INBOX.Empf&AOQ-nger"), "INBOX/Empfänger");
    EXPECT_EQ(names.shown("INBOX.&broken"), "INBOX/&broken");
    EXPECT_EQ(FolderNames({}, false).shown("a.b/c"), "a.b/c");
}

TEST(FolderNames, WithoutANamespaceStayAsTheyAre) {
    EXPECT_EQ(*FolderNames({}, false).on_wire("DMARC/Processed"), "DMARC/Processed");
}

TEST(FolderNames, HaveALimit) {
    const FolderNames names(kSlash, false);
    EXPECT_TRUE(names.on_wire(std::string(kFolderNameMax, 'x')));
    const Result<std::string> over = names.on_wire(std::string(kFolderNameMax + 1, 'x'));
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().code, Errc::too_large);
}

TEST(FolderNames, AreTheSameForInboxInAnyCase) {
    EXPECT_TRUE(is_same_folder("InBox", "INBOX"));
    EXPECT_TRUE(is_same_folder("a", "a"));
    EXPECT_FALSE(is_same_folder("a", "A"));
    EXPECT_FALSE(is_same_folder("INBOX.a", "inbox.a"));
}

}  // namespace
}  // namespace sendpath::imap
