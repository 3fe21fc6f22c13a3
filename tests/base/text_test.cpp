#include "base/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace sendpath::text {
namespace {

TEST(Text, IsTrimmedOfAllSixSpacesAndNothingElse) {
    EXPECT_EQ(trimmed(" \t\n\v\f\r a b \r\n"), "a b");
    EXPECT_EQ(trimmed(" \t "), "");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("\xa0x\xa0"), "\xa0x\xa0");  // octets of UTF-8 are never cut in two
}

TEST(Text, FoldsTheCaseOfAsciiAlone) {
    EXPECT_EQ(lowered("AZaz[@`{09"), "azaz[@`{09");
    EXPECT_EQ(lowered("\xc3\x84"), "\xc3\x84");
    EXPECT_TRUE(iequals("ABC", "abC"));
    EXPECT_FALSE(iequals("\xc3\x84", "\xc3\xa4"));
    EXPECT_FALSE(iequals("abc", "abcd"));
    EXPECT_FALSE(iequals("@", "`"));  // 32 apart, yet no letters
    EXPECT_TRUE(iequals("", ""));
}

TEST(Text, StartsWithoutRegardToCase) {
    EXPECT_TRUE(istarts_with("From: x", "from:"));
    EXPECT_TRUE(istarts_with("x", ""));
    EXPECT_FALSE(istarts_with("From", "From:"));
}

TEST(Count, IsDecimalAndWhole) {
    EXPECT_EQ(*parse_count("0"), 0U);
    EXPECT_EQ(*parse_count("007"), 7U);
    EXPECT_EQ(*parse_count("4294967299"), 4'294'967'299U);  // I4: over 32 bits
    EXPECT_EQ(*parse_count("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(parse_count("18446744073709551616").error().code, Errc::too_large);
    for (const std::string_view text : {"", " 1", "1 ", "+1", "-1", "1.0", "0x1", "1e3", "one"}) {
        SCOPED_TRACE(text);
        const auto read = parse_count(text);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, Errc::bad_syntax);
    }
}

}  // namespace
}  // namespace sendpath::text
