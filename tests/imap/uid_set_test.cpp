#include "imap/uid_set.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

UidSet set(std::string_view text) {
    return text.empty() ? UidSet{} : *UidSet::parse(text);
}

struct Row {
    const char* text;
    const char* expected;
};

class UidSetOf : public testing::TestWithParam<Row> {};

TEST_P(UidSetOf, IsSortedAndHasNoneTwice) {
    const Result<UidSet> read = UidSet::parse(GetParam().text);
    EXPECT_EQ(read ? read->str() : "! " + read.error().detail, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, UidSetOf,
    testing::Values(Row{"7", "7"}, Row{"7,5,6", "5:7"}, Row{"1:3,2:5", "1:5"},
                    Row{"9:7,1", "1,7:9"}, Row{"5,5,5", "5"}, Row{"1:9,3", "1:9"},
                    Row{"1:4294967295,7", "1:4294967295"},
                    Row{"4294967295,4294967294", "4294967294:4294967295"},
                    Row{"0", "! message number 0"}, Row{"1:0", "! message number 0"},
                    Row{"4294967296", "! message number over 32 bits"},
                    Row{"99999999999999999999", "! message number: count over 64 bits"},
                    Row{"-1", "! message number: not a decimal count"},
                    Row{"", "! message number: not a decimal count"},
                    Row{"1,", "! message number: not a decimal count"},
                    Row{"1:", "! message number: not a decimal count"},
                    Row{"1:2:3", "! message number: not a decimal count"},
                    Row{"1:*", "! message number: not a decimal count"},
                    Row{"1, 2", "! message number: not a decimal count"}));

TEST(UidSet, CountsWhatAServerClaimsWithoutKeepingIt) {  // I14
    const UidSet all = set("1:4294967295");
    EXPECT_EQ(all.count(), 4'294'967'295U);
    EXPECT_EQ(all.ranges().size(), 1U);
    EXPECT_EQ(UidSet{}.count(), 0U);
}

TEST(UidSet, KnowsWhatItHolds) {
    const UidSet some = set("3,5:7,4294967295");
    for (const Uid uid : {3U, 5U, 6U, 7U, 4'294'967'295U}) EXPECT_TRUE(some.contains(uid)) << uid;
    for (const Uid uid : {1U, 2U, 4U, 8U, 4'294'967'294U}) EXPECT_FALSE(some.contains(uid)) << uid;
    EXPECT_FALSE(UidSet{}.contains(1));
}

TEST(UidSet, GrowsInAnyOrder) {
    UidSet grown;
    for (const Uid uid : {5U, 9U, 4U, 6U, 1U, 8U, 7U, 7U, 4'294'967'295U}) grown.add(uid);
    EXPECT_EQ(grown.str(), "1,4:9,4294967295");
}

TEST(UidSet, LeavesOutWhatAnotherHas) {
    struct Case {
        const char* from;
        const char* without;
        const char* expected;
    };
    for (const Case& one : {Case{"1:10", "", "1:10"},
                            {"1:10", "1:10", ""},
                            {"1:10", "5", "1:4,6:10"},
                            {"1:10", "1,10", "2:9"},
                            {"1:10", "1:3,5,9:12", "4,6:8"},
                            {"5:6,8:9", "6:8", "5,9"},
                            {"5,7,9", "1:4,6,8,10:20", "5,7,9"},
                            {"", "1", ""},
                            {"1:4", "3:4294967295", "1:2"},
                            {"1:4294967295", "4294967295", "1:4294967294"},
                            {"3:4,9", "1:100", ""}})
        EXPECT_EQ(set(one.from).minus(set(one.without)).str(), one.expected) << one.from;
}

// I8: "UID SEARCH UID 8:*" has the last message even when it is number 7.
TEST(UidSet, IsCutBelowANumber) {
    EXPECT_EQ(set("7").from(8).str(), "");
    EXPECT_EQ(set("1:4,6:9,12").from(8).str(), "8:9,12");
    EXPECT_EQ(set("8").from(8).str(), "8");
}

TEST(UidSet, GivesItsLowestFirst) {
    UidSet left = set("1:3,5,9:12");
    EXPECT_EQ(left.take_lowest(2).str(), "1:2");
    EXPECT_EQ(left.take_lowest(3).str(), "3,5,9");
    EXPECT_EQ(left.take_lowest(0).str(), "");
    EXPECT_EQ(left.take_lowest(99).str(), "10:12");
    EXPECT_TRUE(left.empty());
}

TEST(UidSet, IsWrittenInPartsThatFitACommand) {  // H18
    const UidSet some = set("1,3,5,100:200,7");
    EXPECT_EQ(some.parts(5), (std::vector<std::string>{"1,3,5", "7", "100:200"}));
    EXPECT_EQ(some.parts(4), (std::vector<std::string>{"1,3", "5,7", "100:200"}));
    EXPECT_EQ(some.parts(1'000), std::vector<std::string>{some.str()});
    EXPECT_TRUE(UidSet{}.parts(10).empty());
}

TEST(UidSet, JoinsAnother) {
    EXPECT_EQ(UidSet::parse("1:3,9")->with(*UidSet::parse("2:5,10")).str(), "1:5,9:10");
    EXPECT_EQ(UidSet().with(*UidSet::parse("7")).str(), "7");
    EXPECT_EQ(UidSet::parse("7")->with({}).str(), "7");
}

}  // namespace
}  // namespace sendpath::imap
