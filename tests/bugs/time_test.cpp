#include "base/time.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace sendpath {
namespace {

// A fraction of ten and more digits overflowed the number it was read into, though it is dropped.
TEST(Bugs, AFractionOfAnyLengthIsDropped) {
    for (std::size_t digits = 1; digits < 40; ++digits) {
        const std::string text = "2026-11-24T12:00:00." + std::string(digits, '9') + "Z";
        const Result<time::Stamp> stamp = time::parse_rfc3339(text);
        ASSERT_TRUE(stamp) << text;
        EXPECT_EQ(count(stamp->time), 1'795'521'600);
    }
}

// B17: a report may begin at any number at all, and `sendpath decode` writes it as a date.
TEST(Bugs, ATimeFarOutsideOfTheCalendarIsWritten) {
    constexpr std::int64_t times[] = {
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min() + 1,
        -100'000'000'000'000, 100'000'000'000'000, std::numeric_limits<std::int64_t>::max()};
    for (const std::int64_t at : times) {
        const std::string text = time::date_time(seconds(at));
        EXPECT_EQ(text, at < 0 ? "0000-01-01T00:00:00Z" : "9999-12-31T23:59:59Z");
    }
}

}  // namespace
}  // namespace sendpath
