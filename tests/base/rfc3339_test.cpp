#include "base/time.hpp"

#include <gtest/gtest.h>

namespace sendpath::time {
namespace {

constexpr std::int64_t kNoon = 1'795'521'600;  // 2026-11-24T12:00:00Z

TEST(Rfc3339, ReadsWhatSendersMakeOfIt) {
    struct Row {
        std::string_view text;
        std::int64_t time;
        bool zone_missing;
    };
    const Row rows[] = {
        {"2026-11-24T12:00:00Z", kNoon, false},
        {"2026-11-24t12:00:00z", kNoon, false},
        {"2026-11-24 12:00:00Z", kNoon, false},
        {" 2026-11-24T12:00:00Z\r\n", kNoon, false},
        {"2026-11-24T12:00:00.999999Z", kNoon, false},
        {"2026-11-24T12:00:00,5Z", kNoon, false},
        {"2026-11-24T14:00:00+02:00", kNoon, false},
        {"2026-11-24T14:00:00 +02:00", kNoon, false},
        {"2026-11-24T14:00:00+0200", kNoon, false},
        {"2026-11-24T14:00:00+02", kNoon, false},
        {"2026-11-24T06:30:00-05:30", kNoon, false},
        {"2026-11-24T12:00:00 UTC", kNoon, false},
        {"2026-11-24T12:00:00GMT", kNoon, false},
        {"2026-11-24T12:00Z", kNoon, false},
        {"2026-11-24T12:00:00", kNoon, true},
        {"2026-11-24T12:00:00.25", kNoon, true},
        {"2026-11-24", kNoon - 43'200, true},
        {"2026-11-24T23:59:60Z", kNoon + 43'200, false},  // a leap second
        {"2024-02-29T00:00:00Z", 1'709'164'800, false},
        {"1969-12-31T23:59:59Z", -1, false},
        {"0001-01-01T00:00:00Z", -62'135'596'800, false},
        {"9999-12-31T23:59:59Z", 253'402'300'799, false},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        const Result<Stamp> stamp = parse_rfc3339(row.text);
        ASSERT_TRUE(stamp);
        EXPECT_EQ(count(stamp->time), row.time);
        EXPECT_EQ(stamp->zone_missing, row.zone_missing);
    }
}

TEST(Rfc3339, RefusesWhatIsNoTime) {
    for (const std::string_view text : {"",
                                        "now",
                                        "1795521600",
                                        "26-11-24",
                                        "2026-1-4",
                                        "2026-13-01",
                                        "2026-00-10",
                                        "2026-02-30",
                                        "2025-02-29",
                                        "2026-11-24T",
                                        "2026-11-24T24:00:00Z",
                                        "2026-11-24T12:60:00Z",
                                        "2026-11-24T12:00:61Z",
                                        "2026-11-24T12:00:00.Z",
                                        "2026-11-24T12:00:00+2",
                                        "2026-11-24T12:00:00 PST",
                                        "2026-11-24T12:00:00Zebra",
                                        "2026-11-24T12:00:00Z x",
                                        "2026-11-24_12:00:00Z",
                                        "2026/11/24"}) {
        SCOPED_TRACE(text);
        const Result<Stamp> stamp = parse_rfc3339(text);
        ASSERT_FALSE(stamp);
        EXPECT_EQ(stamp.error().code, Errc::bad_syntax);
    }
}

TEST(Rfc3339, NeverFallsOverAPrefixOfASoundTime) {
    const std::string_view whole = "2026-11-24T14:00:00.123+02:00";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Result<Stamp> stamp = parse_rfc3339(whole.substr(0, size));
        if (stamp) EXPECT_TRUE(size >= 10) << size;
    }
}

TEST(Date, IsReadStrictly) {
    EXPECT_EQ(count(*parse_date("1970-01-02")), 1);
    EXPECT_EQ(count(*parse_date("2024-02-29")), 19'782);
    for (const std::string_view text :
         {"", "2026-11-2", "2026-11-244", " 2026-11-24", "2026-11-24T00:00:00Z", "2025-02-29",
          "20261124", "2026-11-"})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Time, IsWrittenInUtc) {
    EXPECT_EQ(date_time(seconds(kNoon)), "2026-11-24T12:00:00Z");
    EXPECT_EQ(date_time(seconds(-1)), "1969-12-31T23:59:59Z");
    EXPECT_EQ(date(day(20'781)), "2026-11-24");
    EXPECT_EQ(date(day(-1)), "1969-12-31");
}

TEST(Time, ReadsBackWhatItWrote) {
    for (std::int64_t at = -62'135'596'800; at < 253'402'300'799; at += 7'654'321'987)
        EXPECT_EQ(count(parse_rfc3339(date_time(seconds(at)))->time), at);
}

}  // namespace
}  // namespace sendpath::time
