#include "analysis/change_points.hpp"

#include <gmock/gmock.h>

namespace sendpath::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Day november(int day) {
    return time::parse_date("2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day))
        .value();
}

/// `messages` of each day from `first` to `last`, of which `percent` are aligned by DKIM.
void fill(std::vector<DayOfReporter>& days, std::int64_t reporter, int first, int last,
          std::int64_t messages, std::int64_t percent) {
    for (int day = first; day <= last; ++day) {
        const std::int64_t aligned = messages * percent / 100;
        days.push_back({november(day), reporter, messages, aligned, messages, messages});
    }
}

TEST(ChangePoints, NameTheDayTheReportersAndWhatGaveWay) {
    std::vector<DayOfReporter> days;
    for (const std::int64_t reporter : {1, 2, 3, 4}) {
        fill(days, reporter, 1, 11, 20, 100);
        fill(days, reporter, 12, 20, 20, 0);
    }
    fill(days, 5, 1, 11, 5, 0);  // sees the opposite
    fill(days, 5, 12, 20, 5, 100);
    fill(days, 6, 1, 5, 5, 100);  // has no data on the other side
    std::vector<DayOfName> names;
    for (int day = 1; day <= 20; ++day)
        names.push_back({november(day), NameKind::selector, day <= 11 ? "s1" : "s2", 80});
    names.push_back({november(9), NameKind::spf_domain, "example.com", 500});
    names.push_back({november(15), NameKind::spf_domain, "example.com", 500});

    const auto changes = change_points({days, names});
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(
        english(changes[0]),
        "lost DKIM alignment between 2026-11-11 and 2026-11-12, seen by 4 of 5 reporters, when "
        "selector s1 gave way to s2");
    EXPECT_THAT(changes[0].successions, ElementsAre(Succession{NameKind::selector, "s1", "s2"}));
    EXPECT_EQ(changes[0].before_messages, 4 * 11 * 20 + 11 * 5 + 5 * 5);
    EXPECT_EQ(changes[0].after_count, 9 * 5);
    EXPECT_EQ(changes[0].metric, Metric::dkim_aligned);
    EXPECT_TRUE(changes[0].lost);
}

TEST(ChangePoints, FindEachOfSeveralNewestFirst) {
    std::vector<DayOfReporter> days;
    fill(days, 1, 1, 8, 30, 100);
    fill(days, 1, 9, 16, 30, 0);
    fill(days, 1, 17, 25, 30, 90);
    const std::vector<DayOfName> names = {{november(4), NameKind::selector, "s0", 1000},
                                          {november(12), NameKind::selector, "s1", 10},
                                          {november(20), NameKind::selector, "s2", 10}};
    const auto changes = change_points({days, names});
    ASSERT_EQ(changes.size(), 2);
    EXPECT_EQ(changes[0].first_after, november(17));
    EXPECT_THAT(changes[0].successions, ElementsAre(Succession{NameKind::selector, "s1", "s2"}));
    EXPECT_FALSE(changes[0].lost);
    EXPECT_EQ(changes[0].before_count, 0);
    EXPECT_EQ(changes[1].first_after, november(9));
    EXPECT_EQ(
        english(changes[1]),
        "lost DKIM alignment between 2026-11-08 and 2026-11-09, when selector s0 gave way to s1");
}

// The first cut is the small step, for what comes behind the large one; then it is no change.
TEST(ChangePoints, ForgetASmallStepThatALargeOneMadeLookLarge) {
    std::vector<DayOfReporter> days;
    fill(days, 1, 1, 18, 100, 100);
    fill(days, 1, 19, 28, 100, 80);
    fill(days, 1, 29, 30, 100, 10);
    const auto changes = change_points({days, {}});
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0].first_after, november(29));
}

TEST(ChangePoints, DoNotMindDaysWithoutData) {
    std::vector<DayOfReporter> days;
    fill(days, 1, 1, 5, 30, 100);
    fill(days, 1, 12, 16, 30, 0);
    const auto changes = change_points({days, {}});
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0].last_before, november(5));
    EXPECT_EQ(changes[0].first_after, november(12));
}

TEST(ChangePoints, AreNotWhatChanceOrOneDayMakes) {
    struct {
        const char* what;
        int days_before;
        int days_after;
        std::int64_t messages;
        std::int64_t percent_after;  // from 100
        bool expected;
    } const table[] = {
        {"a third less", 10, 10, 50, 70, true},    {"less than that", 10, 10, 50, 72, false},
        {"two days after", 10, 2, 50, 0, true},    {"one day after", 10, 1, 50, 0, false},
        {"two days before", 2, 10, 50, 0, true},   {"one day before", 1, 10, 50, 0, false},
        {"ten messages after", 20, 2, 5, 0, true}, {"eight messages after", 20, 2, 4, 0, false},
        {"few on both sides", 3, 3, 4, 50, false},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        std::vector<DayOfReporter> days;
        fill(days, 1, 1, row.days_before, row.messages, 100);
        fill(days, 1, row.days_before + 1, row.days_before + row.days_after, row.messages,
             row.percent_after);
        EXPECT_EQ(!change_points({days, {}}).empty(), row.expected);
    }
}

TEST(ChangePoints, OfNothingAreNone) {
    EXPECT_THAT(change_points({}), IsEmpty());
    const std::vector<DayOfReporter> empty = {{november(1), 1, 0, 0, 0, 0}};
    EXPECT_THAT(change_points({empty, {}}), IsEmpty());
}

TEST(ChangePoints, AreAtMostEight) {
    std::vector<DayOfReporter> days;
    for (int i = 0; i < 14; ++i) fill(days, 1, 1 + 2 * i, 2 + 2 * i, 1000, i % 2 == 0 ? 100 : 0);
    EXPECT_EQ(change_points({days, {}}).size(), kChangesMax);
}

}  // namespace
}  // namespace sendpath::analysis
