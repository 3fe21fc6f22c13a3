#include "smtp/path.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

/// "local|domain|rest", or the error's words.
std::string read(std::string_view text) {
    const Result<PathAndRest> found = parse_path(text);
    if (!found) return "! " + found.error().detail;
    return found->path.local + '|' + found->path.domain + '|' + std::string(found->rest);
}

struct Row {
    const char* text;
    const char* expected;
};

class PathOf : public testing::TestWithParam<Row> {};

TEST_P(PathOf, IsReadOrRefused) {
    EXPECT_EQ(read(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Smtp, PathOf,
    testing::Values(Row{"<>", "||"}, Row{"<a@b.example>", "a|b.example|"},
                    Row{"<a@b> SIZE=9", "a|b| SIZE=9"}, Row{"<postmaster>", "postmaster||"},
                    // S9: a source route is taken off.
                    Row{"<@x.example,@y.example:a@b.example>", "a|b.example|"},
                    Row{"<\"a>b\"@c>", "\"a>b\"|c|"}, Row{"<\"a@b\"@c>", "\"a@b\"|c|"},
                    Row{"<\"a\\\"@b\"@c>", "\"a\\\"@b\"|c|"},
                    Row{"<a@[192.0.2.1]>", "a|[192.0.2.1]|"},
                    Row{"<a@[IPv6:2001:db8::1]>", "a|[IPv6:2001:db8::1]|"},
                    Row{"<a%b.example@c.example>", "a%b.example|c.example|"},
                    Row{"a@b", "! expected a path in angle brackets"},
                    Row{"<a@b", "! expected a path in angle brackets"},
                    Row{"<\"a@b>", "! expected a path in angle brackets"},
                    Row{"", "! expected a path in angle brackets"}, Row{"<a@>", "! half a mailbox"},
                    Row{"<@>", "! half a mailbox"}, Row{"<@x:>", "! a path without a mailbox"},
                    Row{"<a@b@c>", "! more than one @ in the mailbox"},
                    Row{"<a b@c>", "! the mailbox has an octet that must be quoted"},
                    Row{"< >", "! the mailbox has an octet that must be quoted"},
                    Row{"<a,b@c>", "! the mailbox has an octet that must be quoted"}));

TEST(Path, KnowsTheNullPathAndWhatIsNotAscii) {
    EXPECT_TRUE(parse_path("<>")->path.is_null());
    EXPECT_FALSE(parse_path("<a>")->path.is_null());
    EXPECT_TRUE(parse_path("<\xc3\xbc@b>")->path.is_international());
    EXPECT_TRUE(parse_path("<a@b\xc3\xbc>")->path.is_international());
    EXPECT_FALSE(parse_path("<a@b>")->path.is_international());
    EXPECT_EQ(parse_path("<a@b>")->path.str(), "a@b");
    EXPECT_EQ(parse_path("<a>")->path.str(), "a");
}

TEST(Path, IsNeverHalfRead) {
    const std::string_view whole = "<@x,@y:\"a\\\"b\"@c.example> SIZE=1";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Result<PathAndRest> found = parse_path(whole.substr(0, size));
        if (found) EXPECT_EQ(found->path.str(), "\"a\\\"b\"@c.example");
    }
}

}  // namespace
}  // namespace sendpath::smtp
