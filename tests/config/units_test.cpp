#include "config/units.hpp"

#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using std::chrono::seconds;

TEST(Duration, IsAWholeNumberAndAUnit) {
    const std::pair<const char*, seconds> rows[] = {
        {"30s", seconds(30)},          {"5min", seconds(300)},     {"12h", seconds(43'200)},
        {"90d", seconds(7'776'000)},   {"2w", seconds(1'209'600)}, {"90 d", seconds(7'776'000)},
        {" 90D ", seconds(7'776'000)}, {"0s", seconds(0)},
    };
    for (const auto& [text, expected] : rows) {
        SCOPED_TRACE(text);
        const Result<seconds> read = parse_duration(text);
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(*read, expected);
    }
}

TEST(Duration, WithoutAKnownUnitIsRefused) {
    for (const char* text :
         {"", "d", "90", "90m", "90days", "1.5h", "-1d", "+1d", "1h30min", "0x9d"}) {
        SCOPED_TRACE(text);
        ASSERT_FALSE(parse_duration(text));
        EXPECT_EQ(parse_duration(text).error().code, Errc::bad_syntax);
    }
}

TEST(Duration, EndsAtAHundredYears) {
    EXPECT_EQ(*parse_duration("36500d"), kLongestDuration);
    for (const char* text :
         {"36501d", "3153600001s", "18446744073709551615w", "99999999999999999999d"}) {
        SCOPED_TRACE(text);
        ASSERT_FALSE(parse_duration(text));
        EXPECT_EQ(parse_duration(text).error().code, Errc::too_large);
    }
}

TEST(Size, IsANumberOfOctetsOrOfPowersOf1024) {
    const std::pair<const char*, std::uint64_t> rows[] = {
        {"0", 0},
        {"100", 100},
        {"100B", 100},
        {"512 KiB", 524'288},
        {"64MiB", 67'108'864},
        {"64mib", 67'108'864},
        {"2GiB", 2'147'483'648},
        {"1TiB", 1'099'511'627'776},
    };
    for (const auto& [text, expected] : rows) {
        SCOPED_TRACE(text);
        const Result<std::uint64_t> read = parse_size(text);
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(*read, expected);
    }
}

TEST(Size, WithADoubtfulUnitIsRefused) {
    for (const char* text : {"", "MiB", "64MB", "64M", "64k", "6.4MiB", "-1", "64 Mi B"}) {
        SCOPED_TRACE(text);
        ASSERT_FALSE(parse_size(text));
        EXPECT_EQ(parse_size(text).error().code, Errc::bad_syntax);
    }
}

TEST(Size, EndsWhereASignedCountEnds) {
    EXPECT_EQ(*parse_size("9223372036854775807"), kLargestSize);
    EXPECT_EQ(*parse_size("8388607TiB"), 9'223'370'937'343'148'032U);
    for (const char* text : {"9223372036854775808", "8388608TiB", "18446744073709551616"}) {
        SCOPED_TRACE(text);
        ASSERT_FALSE(parse_size(text));
        EXPECT_EQ(parse_size(text).error().code, Errc::too_large);
    }
}

TEST(Texts, OfSizesAndDurationsAreReadBack) {
    for (const std::uint64_t octets :
         {0ULL, 1ULL, 1'000ULL, 1'024ULL, 67'108'864ULL, 5'368'709'120ULL})
        EXPECT_EQ(*parse_size(size_text(octets)), octets) << size_text(octets);
    for (const int time : {0, 1, 60, 90, 3'600, 86'400, 3'024'000})
        EXPECT_EQ(*parse_duration(duration_text(seconds(time))), seconds(time)) << time;
    EXPECT_EQ(size_text(67'108'864), "64MiB");
    EXPECT_EQ(duration_text(std::chrono::days(35)), "35d");
}

}  // namespace
}  // namespace sendpath::config
