#include "store/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::store {
namespace {

std::vector<SheetItem> unpacked(std::string_view runs) {
    std::vector<SheetItem> items;
    EXPECT_TRUE(unpack(7, runs, items));
    put_in_order(items);
    return items;
}

TEST(Sheet, GivesBackWhatWasPacked) {
    const std::vector<SheetItem> items{{7, kFailingSources, 3, 1},
                                       {7, kFailingSources, 900'000, 5},
                                       {7, 1, cell_of(1, 0), 2},
                                       {7, 1, cell_of(1, 3), 1'000'000'000'000},
                                       {7, 300, cell_of(70'000, 127), 9}};
    std::string runs;
    pack(items, runs);
    EXPECT_EQ(unpacked(runs), items);
}

TEST(Sheet, SumsRunsThatWerePutBehindEachOther) {
    std::string runs;
    pack(std::vector<SheetItem>{{7, 1, 10, 2}, {7, 2, 10, 3}}, runs);
    pack(std::vector<SheetItem>{{7, 1, 10, 4}, {7, 1, 11, 1}}, runs);
    EXPECT_THAT(unpacked(runs), testing::ElementsAre(SheetItem{7, 1, 10, 6}, SheetItem{7, 1, 11, 1},
                                                     SheetItem{7, 2, 10, 3}));
}

TEST(Sheet, DropsWhatIsTakenAwayWhole) {
    std::vector<SheetItem> items{{7, 1, 10, 2}, {7, 1, 11, 2}, {7, 1, 10, -2}};
    put_in_order(items);
    EXPECT_THAT(items, testing::ElementsAre(SheetItem{7, 1, 11, 2}));
}

TEST(Sheet, PassesOverRunsThatNobodyWants) {
    std::string runs;
    pack(std::vector<SheetItem>{{7, kFailingSources, 3, 1}, {7, 4, 10, 2}}, runs);
    std::int64_t seen = 0;
    ASSERT_TRUE(each_item(
        runs, [](std::int64_t reporter) { return reporter == kFailingSources; },
        [&](std::int64_t id, std::int64_t messages) { seen += id * 100 + messages; }));
    EXPECT_EQ(seen, 301);
}

TEST(Sheet, TellsEveryPrefixThatEndsInARunFromAWholeOne) {
    std::string runs;
    pack(std::vector<SheetItem>{{7, 1, 1'000, 2'000}}, runs);
    for (std::size_t length = 1; length < runs.size(); ++length) {
        std::vector<SheetItem> items;
        EXPECT_FALSE(unpack(7, std::string_view(runs).substr(0, length), items)) << length;
    }
}

TEST(Sheet, KeepsDaysFarAwayOnTheFirstAndTheLastSheetOfADomain) {
    constexpr std::int64_t last = 16'777'215;
    for (const auto& [day, kept] : {std::pair<std::int64_t, std::int64_t>{-1, 0},
                                    {0, 0},
                                    {20'454, 20'454},
                                    {last, last},
                                    {last + 1, last}}) {
        EXPECT_EQ(domain_of_sheet(sheet_key(5, day)), 5);
        EXPECT_EQ(day_of_sheet(sheet_key(5, day)), kept);
    }
}

}  // namespace
}  // namespace sendpath::store
