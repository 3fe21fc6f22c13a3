#include "imap/parse_response.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

Result<Response> parse(const std::string& line) {
    return parse_response(line + "\r\n");
}

struct Row {
    const char* line;
    Response expected;
};

class ResponseOf : public testing::TestWithParam<Row> {};

TEST_P(ResponseOf, IsRead) {
    const Result<Response> read = parse(GetParam().line);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_TRUE(*read == GetParam().expected) << "index " << read->index();
}

Status ok(std::string text) {
    return {.condition = Condition::ok, .code = {}, .text = std::move(text)};
}

INSTANTIATE_TEST_SUITE_P(
    Status, ResponseOf,
    testing::Values(Row{"* OK ready", ok("ready")}, Row{"* ok", ok("")},
                    Row{"* OK [ALERT] Down at noon {5}",
                        Status{Condition::ok, {.name = CodeName::alert}, "Down at noon {5}"}},
                    Row{"* BYE Logging out", Status{Condition::bye, {}, "Logging out"}},
                    Row{"* PREAUTH welcome", Status{Condition::preauth, {}, "welcome"}},
                    Row{"* BAD what", Status{Condition::bad, {}, "what"}},
                    Row{"A1 OK done", Tagged{"A1", ok("done")}}, Row{"A1 OK", Tagged{"A1", ok("")}},
                    Row{"A1 NO [TRYCREATE] no such folder",
                        Tagged{"A1",
                               {Condition::no, {.name = CodeName::try_create}, "no such folder"}}},
                    Row{"A2 BAD Request is throttled",
                        Tagged{"A2", {Condition::bad, {}, "Request is throttled"}}},
                    Row{"+ idling", Continuation{"idling"}}, Row{"+ ", Continuation{""}},
                    Row{"+", Continuation{""}},
                    Row{"+ eyJzdGF0dXMiOiI0MDEifQ==", Continuation{"eyJzdGF0dXMiOiI0MDEifQ=="}}));

// H9, I12: news in any order, with what nobody knows among it.
INSTANTIATE_TEST_SUITE_P(
    News, ResponseOf,
    testing::Values(Row{"* 17 EXISTS", Exists{17}}, Row{"* 0 EXISTS", Exists{0}},
                    Row{"* 3 EXPUNGE", Expunge{3}}, Row{"* 3 RECENT", Other{"RECENT"}},
                    Row{"* 3 FETCH (UID 9)", Fetch{.sequence = 3, .uid = 9}},
                    Row{"* FLAGS (\\Deleted)", Other{"FLAGS"}}, Row{"* XYZ \"((", Other{"XYZ"}},
                    Row{"*", Other{""}}, Row{"* ", Other{""}}, Row{"", Other{""}},
                    Row{" ", Other{""}}, Row{"* VANISHED 1:9", Other{"VANISHED"}}));

// H1
INSTANTIATE_TEST_SUITE_P(
    Folders, ResponseOf,
    testing::Values(
        Row{"* LIST (\\HasNoChildren \\Trash) \"/\" \"[Gmail]/Trash\"",
            Listed{"[Gmail]/Trash", '/', {"\\hasnochildren", "\\trash"}}},
        Row{"* LIST () \".\" INBOX", Listed{"INBOX", '.', {}}},
        Row{"* LIST (\\Noselect) NIL {5}\r\na \"b\\", Listed{"a \"b\\", '\0', {"\\noselect"}}},
        Row{"* LIST () \"\\\\\" a", Listed{"a", '\\', {}}},
        Row{"* LIST (\\Noselect) \"/\" \"\"", Listed{"", '/', {"\\noselect"}}},
        Row{"* LIST () \"\" a", Listed{"a", '\0', {}}},
        Row{"* LIST () \"/\" \"a\" (\"CHILDINFO\" (\"SUBSCRIBED\"))", Listed{"a", '/', {}}},
        Row{"* NAMESPACE ((\"INBOX.\" \".\")) NIL ((\"shared.\" \".\"))",
            Namespaces{{{"INBOX.", '.'}}, {{"shared.", '.'}}}},
        Row{"* NAMESPACE ((\"\" \"/\")(\"#mh/\" \"/\" \"X-P\" (\"a\" \"b\"))) ((\"~\" \"/\")) NIL",
            Namespaces{{{"", '/'}, {"#mh/", '/'}}, {{"~", '/'}}}},
        Row{"* NAMESPACE NIL NIL NIL", Namespaces{}},
        Row{"* NAMESPACE ((\"\" NIL)) nil NIL ", Namespaces{{{"", '\0'}}, {}}},
        Row{"* STATUS \"a b\" (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 1 HIGHESTMODSEQ 5 SIZE 99)",
            FolderStatus{"a b", 3, 9, 1, 5}},
        Row{"* STATUS INBOX () ", FolderStatus{.name = "INBOX"}}));

INSTANTIATE_TEST_SUITE_P(
    Found, ResponseOf,
    testing::Values(Row{"* SEARCH", Found{}}, Row{"* SEARCH ", Found{}},
                    Row{"* SEARCH 2 3 4 9 ", Found{.tag = {}, .all = *UidSet::parse("2:4,9")}},
                    Row{"* SEARCH 9 4 4 3 2", Found{.tag = {}, .all = *UidSet::parse("2:4,9")}},
                    Row{"* SEARCH 2 (MODSEQ 917)", Found{.tag = {}, .all = *UidSet::parse("2")}},
                    Row{"* SEARCH 4294967295 1",
                        Found{.tag = {}, .all = *UidSet::parse("1,4294967295")}},
                    Row{"* ESEARCH (TAG \"A7\") UID ALL 1:5,9 COUNT 6",
                        Found{true, true, "A7", *UidSet::parse("1:5,9"), 6}},
                    Row{"* ESEARCH (TAG A7) UID", Found{true, true, "A7", {}, {}}},
                    Row{"* ESEARCH COUNT 0", Found{true, false, "", {}, 0}},
                    Row{"* ESEARCH (TAG \"A7\") UID MIN 1 X (1 (2)) ALL 3 MODSEQ 7",
                        Found{true, true, "A7", *UidSet::parse("3"), {}}}));

INSTANTIATE_TEST_SUITE_P(
    Extensions, ResponseOf,
    testing::Values(Row{"* CAPABILITY IMAP4rev1 IDLE", Capabilities::of("IMAP4rev1 IDLE")},
                    Row{"* ENABLED UTF8=ACCEPT", Enabled{Capabilities::of("UTF8=ACCEPT")}},
                    Row{"* ENABLED", Enabled{}}));

TEST(ParseResponse, TellsWhatIsWrongAndWhere) {  // I14, T11
    struct Case {
        const char* line;
        const char* error;
    };
    for (const Case& one :
         {Case{"A1", "expected OK, NO or BAD behind a tag"},
          {"A1 MAYBE", "expected OK, NO or BAD behind a tag"},
          {"A1 BYE", "expected OK, NO or BAD behind a tag"},
          {"* 4294967296 EXISTS", "untagged number: a number over 4294967295 at octet 0"},
          {"* 99999999999999999999 EXISTS", "untagged number: a number over 4294967295 at octet 0"},
          {"* 3x EXISTS", "untagged number: expected \" \" at octet 1"},
          {"* 0 EXPUNGE", "EXPUNGE: message number 0 at octet 9"},
          {"* 0 FETCH ()", "FETCH: message number 0 at octet 7"},
          {"* SEARCH 0", "SEARCH: message number 0 at octet 1"},
          {"* SEARCH -1", "SEARCH: expected a number at octet 0"},
          {"* SEARCH 4294967296", "SEARCH: a number over 4294967295 at octet 0"},
          {"* SEARCH 1,2", "SEARCH: expected a number at octet 1"},
          {"* ESEARCH ALL 0", "ESEARCH: message number 0 at octet 5"},
          {"* ESEARCH ALL 1:*", "ESEARCH: message number: not a decimal count at octet 7"},
          {"* ESEARCH (X \"A\")", "ESEARCH: expected TAG at octet 1"},
          {"* LIST", "LIST: expected \"(\" at octet 0"},
          {"* LIST () \"//\" a", "LIST: a separator of more than one octet at octet 7"},
          {"* LIST () \"/\" a b", "LIST: expected the end at octet 9"},
          {"* LIST (\\A", "LIST: expected a word at octet 3"},
          {"* NAMESPACE ((\"\")) NIL NIL", "NAMESPACE: expected \" \" at octet 4"},
          {"* NAMESPACE NIL NIL", "NAMESPACE: expected \" \" at octet 7"},
          {"* STATUS a (UIDVALIDITY 0)", "STATUS: message number 0 at octet 16"},
          {"* OK [UIDVALIDITY 0] x", "UIDVALIDITY: message number 0 at octet 13"}}) {
        const Result<Response> read = parse(one.line);
        ASSERT_FALSE(read) << one.line;
        EXPECT_EQ(read.error().detail, one.error) << one.line;
    }
    EXPECT_EQ(parse_response("* OK").error().detail, "a response without its end");
}

TEST(ParseResponse, TakesEachPrefixWithoutHarm) {
    for (const std::string_view whole :
         {"* LIST (\\A) \"/\" {3}\r\nabc (\"X\" (1 \"2\"))\r\n",
          "* 2 FETCH (UID 7 FLAGS (\\Seen) MODSEQ (3) BODY[]<0> {3}\r\nabc)\r\n",
          "* NAMESPACE ((\"\" \"/\" \"X\" (\"a\"))) NIL NIL\r\n",
          "* ESEARCH (TAG \"A\") UID ALL 1:5,9 COUNT 6\r\n",
          "A1 OK [COPYUID 5 1:2 3:4] done\r\n"}) {
        ASSERT_TRUE(parse_response(whole)) << whole;
        for (std::size_t size = 0; size < whole.size(); ++size) {
            // Exactly as much as there is, so that a read beyond it is seen.
            const std::string part(whole.substr(0, size));
            EXPECT_FALSE(parse_response(part)) << part;
            static_cast<void>(parse_response(part + "\r\n"));
        }
    }
}

}  // namespace
}  // namespace sendpath::imap
