#include "analysis/reporter_rules.hpp"

#include <gmock/gmock.h>

namespace sendpath::analysis {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Day> days_at(std::initializer_list<int> numbers) {
    std::vector<Day> days;
    for (const int number : numbers) days.push_back(day(number));
    return days;
}

TEST(Rhythm, CallsAReporterSilentAfterThreeOfItsUsualGapsAndThreeDays) {  // N24, N34
    struct Row {
        std::initializer_list<int> told;
        int today;
        std::int64_t gap;
        bool silent;
    };
    const Row rows[] = {
        {{}, 100, 0, false},
        {{1}, 100, 0, false},
        {{1, 2}, 100, 0, false},  // no rhythm yet
        {{1, 2, 3}, 6, 1, false},
        {{1, 2, 3}, 7, 1, true},
        {{1, 2, 3}, 2, 1, false},  // a report from the future
        {{1, 8, 15, 22}, 43, 7, false},
        {{1, 8, 15, 22}, 44, 7, true},
        {{1, 2, 3, 4, 60}, 63, 1, false},  // one gap is no habit
        {{1, 2, 3, 4, 60}, 64, 1, true},
    };
    for (const Row& row : rows) {
        const Rhythm rhythm = rhythm_of(days_at(row.told), day(row.today));
        EXPECT_EQ(rhythm.usual_gap, row.gap) << row.today;
        EXPECT_EQ(rhythm.silent, row.silent) << row.today;
    }
}

TEST(Delay, IsAValueOfTheListAtEachRank) {  // N24
    EXPECT_FALSE(delay_of({}));
    const auto one = delay_of({seconds(7)});
    EXPECT_EQ(one->median, seconds(7));
    EXPECT_EQ(one->most, seconds(7));
    std::vector<seconds> ten;
    for (int i = 10; i > 0; --i) ten.emplace_back(i);
    EXPECT_EQ(delay_of(ten)->median, seconds(5));
    EXPECT_EQ(delay_of(ten)->most, seconds(9));
    ten.emplace_back(-3);  // before its window was over
    EXPECT_EQ(delay_of(ten)->median, seconds(5));
    EXPECT_EQ(delay_of(ten)->reports, 11);
}

TEST(Comparison, NeedsTheOppositeOfWhatAllOthersSayAndTenMessagesOfEither) {
    struct Row {
        std::vector<Sighting> seen;
        std::vector<Comparison> found;
    };
    const Row rows[] = {
        {{}, {}},
        {{{1, 100, 100}}, {}},
        {{{1, 100, 0}, {2, 9, 9}}, {}},
        {{{1, 10, 1}, {2, 10, 9}}, {{1, true}, {2, true}}},
        {{{1, 10, 2}, {2, 10, 9}}, {{1, false}, {2, false}}},
        {{{1, 10, 1}, {2, 10, 8}}, {{1, false}, {2, false}}},
        {{{1, 10, 10}, {2, 50, 0}, {3, 50, 1}}, {{1, true}, {2, false}, {3, false}}},
        {{{1, 9, 0}, {2, 50, 50}, {3, 50, 50}}, {{2, false}, {3, false}}},
    };
    for (const Row& row : rows) EXPECT_EQ(compared(row.seen), row.found);
}

/// `messages` of a reporter on each day from `first` to `last`.
void tell(std::vector<ToldDay>& told, std::int64_t reporter, int first, int last,
          std::int64_t messages) {
    for (int at = first; at <= last; ++at) told.push_back({reporter, day(at), messages});
}

TEST(Completeness, IsTheShareOfThoseWhoUsuallyTellByWhatTheyTell) {  // N24, N25
    std::vector<ToldDay> told;
    tell(told, 1, 1, 20, 60);
    tell(told, 2, 1, 19, 30);
    tell(told, 3, 1, 18, 10);
    tell(told, 4, 20, 20, 1'000);  // once is not usual
    const auto days = completeness_of(told, day(17), day(30));
    ASSERT_EQ(days.size(), 4U);
    EXPECT_EQ(days[0].day, day(17));
    EXPECT_DOUBLE_EQ(days[1].share, 1.0);
    EXPECT_DOUBLE_EQ(days[2].share, 0.9);
    EXPECT_TRUE(days[2].is_complete());
    EXPECT_EQ(days[2].usual, 3);
    EXPECT_EQ(days[2].told, 2);
    EXPECT_DOUBLE_EQ(days[3].share, 0.6);
    EXPECT_FALSE(days[3].is_complete());
}

TEST(Completeness, NoLongerMissesWhoHasBeenSilentForHalfOfTheWindow) {  // N25
    std::vector<ToldDay> told;
    tell(told, 1, 1, 60, 50);
    tell(told, 2, 1, 30, 50);
    const auto days = completeness_of(told, day(1), day(60));
    ASSERT_EQ(days.size(), 60U);
    for (const DayCompleteness& each : days)
        EXPECT_TRUE(each.is_complete()) << time::date(each.day);
    // At the end of the data only what came before tells who is usual.
    std::vector<ToldDay> earlier;
    tell(earlier, 1, 1, 37, 50);
    tell(earlier, 2, 1, 30, 50);
    EXPECT_FALSE(completeness_of(earlier, day(37), day(37)).front().is_complete());
    tell(earlier, 1, 38, 38, 50);
    EXPECT_TRUE(completeness_of(earlier, day(38), day(38)).front().is_complete());
}

TEST(Completeness, OfTheOnlyDayIsWhatWasTold) {
    std::vector<ToldDay> told;
    tell(told, 1, 5, 5, 10);
    EXPECT_DOUBLE_EQ(completeness_of(told, day(1), day(9)).front().share, 1.0);
    EXPECT_THAT(completeness_of(told, day(6), day(9)), IsEmpty());
    EXPECT_THAT(completeness_of({}, day(1), day(9)), IsEmpty());
}

}  // namespace
}  // namespace sendpath::analysis
