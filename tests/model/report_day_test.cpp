#include "model/report_day.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <random>

namespace sendpath::model {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kBase = 20'454 * kDay;  // 2026-01-01T00:00:00Z

ReportDays days_of(std::int64_t begin, std::int64_t end) {
    return report_days(seconds(begin), seconds(end));
}

std::int64_t sum(const std::vector<std::int64_t>& shares) {
    return std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
}

TEST(ReportDay, IsTheDayOfTheMiddle) {  // B16, B18
    EXPECT_EQ(count(days_of(kBase, kBase + kDay - 1).middle), 20'454);
    EXPECT_EQ(count(days_of(kBase, kBase + kDay + 1).middle), 20'454);
    EXPECT_EQ(count(days_of(kBase - 7 * kHour, kBase + 17 * kHour).middle), 20'454);
    EXPECT_EQ(count(days_of(kBase - 13 * kHour, kBase + 11 * kHour).middle), 20'453);
    EXPECT_EQ(count(days_of(kBase, kBase).middle), 20'454);
    EXPECT_EQ(count(days_of(kBase + 18 * kHour, kBase + 42 * kHour).middle), 20'455);
}

TEST(ReportDay, OfOneDayIsNotSpread) {
    for (const std::int64_t length :
         {std::int64_t{0}, kDay - 1, kDay, kDay + 1, 36 * kHour - 1, 36 * kHour}) {
        const ReportDays days = days_of(kBase, kBase + length);
        EXPECT_FALSE(days.several()) << length;
        EXPECT_EQ(days.first, days.middle);
        EXPECT_EQ(days.spread(7), std::vector<std::int64_t>{7});
    }
}

TEST(ReportDay, SpreadsFromTheFirstSecondOver36Hours) {
    const ReportDays days = days_of(kBase, kBase + 36 * kHour + 1);
    EXPECT_TRUE(days.several());
    EXPECT_FALSE(days.too_long);
    EXPECT_EQ(count(days.first), 20'454);
    EXPECT_EQ(days.seconds, (std::vector<std::int64_t>{kDay, 12 * kHour + 1}));
}

TEST(ReportDay, TakesTheLastSecondOfAnHourForTheHour) {
    EXPECT_EQ(days_of(kBase, kBase + 2 * kDay - 1).seconds,
              (std::vector<std::int64_t>{kDay, kDay}));
    EXPECT_EQ(days_of(kBase, kBase + 2 * kDay).seconds, (std::vector<std::int64_t>{kDay, kDay}));
    EXPECT_EQ(days_of(kBase, kBase + 2 * kDay - 2).seconds,
              (std::vector<std::int64_t>{kDay, kDay - 2}));
}

TEST(ReportDay, SpreadsSevenDaysByTheLargestRemainder) {  // B19
    const ReportDays days = days_of(kBase, kBase + 7 * kDay - 1);
    ASSERT_EQ(days.seconds.size(), 7U);
    EXPECT_EQ(days.spread(3), (std::vector<std::int64_t>{1, 1, 1, 0, 0, 0, 0}));  // a tie: earlier
    EXPECT_EQ(days.spread(15), (std::vector<std::int64_t>{3, 2, 2, 2, 2, 2, 2}));
    EXPECT_EQ(days.spread(0), std::vector<std::int64_t>(7, 0));
}

TEST(ReportDay, GivesTheRestToTheLargerShareFirst) {
    const ReportDays days = days_of(kBase + 18 * kHour, kBase + 60 * kHour);  // 6 h, 24 h, 12 h
    EXPECT_EQ(days.seconds, (std::vector<std::int64_t>{6 * kHour, kDay, 12 * kHour}));
    EXPECT_EQ(days.spread(1), (std::vector<std::int64_t>{0, 1, 0}));
    EXPECT_EQ(days.spread(7), (std::vector<std::int64_t>{1, 4, 2}));
}

TEST(ReportDay, SpreadsUpTo31DaysAndNoSecondMore) {  // B20
    const ReportDays month = days_of(kBase, kBase + 31 * kDay);
    EXPECT_EQ(month.seconds.size(), 31U);
    EXPECT_FALSE(month.too_long);
    const ReportDays longer = days_of(kBase, kBase + 31 * kDay + 1);
    EXPECT_TRUE(longer.too_long);
    EXPECT_FALSE(longer.several());
    EXPECT_EQ(longer.first, longer.middle);
    EXPECT_EQ(longer.spread(5), std::vector<std::int64_t>{5});

    const ReportDays decades = days_of(0, 8'000 * kDay);
    EXPECT_TRUE(decades.too_long);
    EXPECT_EQ(count(decades.middle), 4'000);
    EXPECT_EQ(decades.spread(std::int64_t{1} << 40),
              std::vector<std::int64_t>{std::int64_t{1} << 40});
}

TEST(ReportDay, TakesAnEndBeforeTheBeginForTheBegin) {  // B15
    const ReportDays days = days_of(kBase + 5, kBase - 40 * kDay);
    EXPECT_EQ(count(days.middle), 20'454);
    EXPECT_FALSE(days.several());
    EXPECT_FALSE(days.too_long);
}

TEST(ReportDay, HoldsBefore1970) {  // B17
    EXPECT_EQ(count(days_of(-kDay, -1).middle), -1);
    EXPECT_EQ(count(days_of(-1, -1).middle), -1);
    EXPECT_EQ(count(days_of(-3 * kDay, -1).first), -3);
    EXPECT_EQ(days_of(-3 * kDay, -1).seconds, (std::vector<std::int64_t>{kDay, kDay, kDay}));
}

TEST(ReportDay, IsSafeAtTheEndsOfTime) {
    constexpr std::int64_t low = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t high = std::numeric_limits<std::int64_t>::max();
    const std::int64_t times[] = {low, low + 1, -1, 0, 1, kBase, high - 1, high};
    for (const std::int64_t begin : times)
        for (const std::int64_t end : times) {
            const ReportDays days = days_of(begin, end);
            EXPECT_EQ(sum(days.spread(1'000)), 1'000);
            EXPECT_LE(days.seconds.size(), 32U);
            const std::string date = time::date(days.middle);
            EXPECT_EQ(date.size(), 10U) << date;
        }
}

TEST(ReportDay, SharesSumToTheMessagesWhateverTheWindow) {
    std::mt19937_64 random(20261124);
    for (int i = 0; i < 5'000; ++i) {
        const auto begin = static_cast<std::int64_t>(random() % 2'000'000'000);
        const auto length = static_cast<std::int64_t>(random() % (33 * kDay));
        const auto messages = static_cast<std::int64_t>(random() >> (24 + random() % 40));
        const ReportDays days = days_of(begin, begin + length);
        const std::vector<std::int64_t> shares = days.spread(messages);
        ASSERT_EQ(shares.size(), days.seconds.size());
        ASSERT_EQ(sum(shares), messages) << begin << " " << length << " " << messages;
        const std::int64_t window = sum(days.seconds);
        for (std::size_t day = 0; day < shares.size(); ++day) {
            const auto exact = static_cast<long double>(messages) *
                               static_cast<long double>(days.seconds[day]) /
                               static_cast<long double>(window);
            ASSERT_NEAR(static_cast<double>(shares[day] - exact), 0.0, 1.0);
        }
    }
}

}  // namespace
}  // namespace sendpath::model
