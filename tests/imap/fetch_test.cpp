#include "imap/parse_response.hpp"
#include "imap/scanner.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using namespace std::string_literals;

/// What "* 2 FETCH `items`" is read as; the error's words otherwise.
std::variant<Fetch, std::string> read(const std::string& items) {
    const Result<Response> response = parse_response("* 2 FETCH " + items + "\r\n");
    if (!response) return response.error().detail;
    return std::get<Fetch>(*response);
}

Fetch fetch(const std::string& items) {
    return std::get<Fetch>(read(items));
}

TEST(Fetch, HasWhatWasAsked) {
    EXPECT_EQ(fetch("(UID 7 FLAGS (\\Seen $Junk) RFC822.SIZE 1234 MODSEQ (9))"),
              (Fetch{.sequence = 2,
                     .uid = 7,
                     .flags = {{"\\Seen", "$Junk"}},
                     .size = 1'234,
                     .modseq = 9,
                     .body = {}}));
    EXPECT_EQ(fetch("(flags () uid 7)").flags, std::vector<std::string>{});
    EXPECT_EQ(fetch("()"), Fetch{.sequence = 2});
}

struct Row {
    const char* items;
    Body body;
};

class BodyOf : public testing::TestWithParam<Row> {};

// H13: whatever the whole message is called; I10: slices; I14: in each form a string may have.
TEST_P(BodyOf, IsTaken) {
    EXPECT_EQ(fetch(GetParam().items).body, GetParam().body);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, BodyOf,
    testing::Values(Row{"(BODY[] {3}\r\na)b)", {{}, "a)b"}},
                    Row{"(UID 1 BODY[]<0> {5}\r\na\r\nb\n FLAGS ())", {0, "a\r\nb\n"}},
                    Row{"(BODY[]<1048576> {0}\r\n)", {1'048'576, ""}},
                    Row{"(BODY[]<7> \"\")", {7, ""}}, Row{"(RFC822 {1}\r\nx)", {{}, "x"}},
                    Row{"(BODY[NULL] {1}\r\nx)", {{}, "x"}},
                    Row{"(body[null]<2> {1}\r\nx)", {2, "x"}},
                    Row{"(BODY[] \"a \\\"q\\\" \\\\\")", {{}, "a \"q\" \\"}},
                    Row{"(BODY[] ~{1}\r\nx)", {{}, "x"}}, Row{"(BODY[] {1+}\r\nx)", {{}, "x"}},
                    Row{"(BODY[] NIL)", {{}, {}}}, Row{"(BODY[]<0> NIL)", {0, {}}}));

TEST(Fetch, KeepsNulOctetsOfALiteral) {
    EXPECT_EQ(fetch("(BODY[] {3}\r\na\0b)"s).body->octets, "a\0b"s);
}

TEST(Fetch, ReadsOverWhatNobodyAskedFor) {
    for (const char* items :
         {"(UID 7 INTERNALDATE \"01-Jan-2024 00:00:00 +0000\")",
          "(ENVELOPE (NIL \"s\" ((NIL NIL \"a\" \"b\")) {2}\r\n)( NIL) UID 7)",
          "(BODYSTRUCTURE ((\"text\" \"plain\" NIL) \"mixed\") UID 7)",
          "(BODY[HEADER.FIELDS (FROM TO)] {4}\r\nFrom UID 7)", "(BODY[1.2] NIL UID 7)",
          "(X-GM-MSGID 1278455344230334865 UID 7)", "(BODY (\"text\" \"plain\") UID 7)",
          "(RFC822.HEADER {1}\r\nx UID 7)", "(BODY[TEXT]<0> \"x\" UID 7 )"}) {
        EXPECT_EQ(fetch(items), (Fetch{.sequence = 2, .uid = 7})) << items;
    }
}

std::string nested(std::size_t depth) {
    return "(ENVELOPE " + std::string(depth, '(') + std::string(depth, ')') + " UID 7)";
}

TEST(Fetch, HasListsNestedToALimit) {  // I14
    EXPECT_EQ(fetch(nested(Scanner::kNestingMax)).uid, 7U);
    EXPECT_EQ(std::get<std::string>(read(nested(Scanner::kNestingMax + 1))),
              "FETCH: lists nested over 32 deep at octet 51");
    EXPECT_TRUE(std::holds_alternative<std::string>(read(nested(60'000))));
}

TEST(Fetch, ThatIsUnsoundIsTold) {  // T11
    struct Case {
        const char* items;
        const char* error;
    };
    for (const Case& one : {Case{"(UID 0)", "FETCH: message number 0 at octet 14"},
                            {"(UID -1)", "FETCH: expected a number at octet 13"},
                            {"(UID 4294967296)", "FETCH: a number over 4294967295 at octet 13"},
                            {"(UID 7 UID 8)", "FETCH: UID twice at octet 20"},
                            {"(BODY[] \"\" RFC822 \"\")", "FETCH: the message twice at octet 28"},
                            {"(RFC822.SIZE -1)", "FETCH: expected a number at octet 21"},
                            {"(RFC822.SIZE 9223372036854775808)",
                             "FETCH: a number over 9223372036854775807 at octet 21"},
                            {"(RFC822.SIZE 99999999999999999999)",
                             "FETCH: a number over 9223372036854775807 at octet 21"},
                            {"(BODY[]<-1> \"\")", "FETCH: expected a number at octet 16"},
                            {"(BODY[ \"\")", "FETCH: expected \"]\" at octet 18"},
                            {"(BODY[] {9}\r\nx)", "FETCH: a literal that is cut off at octet 21"},
                            {"(BODY[] {-1}\r\nx)", "FETCH: expected a number at octet 17"},
                            {"(BODY[] x)", "FETCH: expected a string at octet 16"},
                            {"(BODY[] \"x)", "FETCH: expected \"\"\" at octet 19"},
                            {"(UID 7", "FETCH: expected a name at octet 14"},
                            {"(UID", "FETCH: expected \" \" at octet 12"},
                            {"UID 7", "FETCH: expected \"(\" at octet 8"},
                            {"(UID 7) x", "FETCH: expected the end at octet 16"}}) {
        const auto got = read(one.items);
        ASSERT_TRUE(std::holds_alternative<std::string>(got)) << one.items;
        EXPECT_EQ(std::get<std::string>(got), one.error) << one.items;
    }
}

}  // namespace
}  // namespace sendpath::imap
