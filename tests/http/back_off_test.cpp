#include "http/back_off.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

using namespace std::chrono_literals;

const Seconds kNow = seconds(1'767'400'000);

// L3: after 5 failures a second, then twice as long each time, 5 minutes at most.
TEST(BackOff, DoublesFromASecondToFiveMinutes) {
    BackOff back_off;
    Seconds now = kNow;
    constexpr int waits[] = {0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300};
    for (const int wait : waits) {
        EXPECT_EQ(back_off.wait("ann", now), 0s);
        back_off.count("ann", now);
        EXPECT_EQ(back_off.wait("ann", now), std::chrono::seconds(wait));
        now += std::chrono::seconds(wait);
    }
    EXPECT_EQ(back_off.wait("bob", kNow), 0s) << "nobody waits for another";
}

TEST(BackOff, IsOverWithARightTry) {
    BackOff back_off;
    for (int i = 0; i < 7; ++i) back_off.count("ann", kNow);
    EXPECT_GT(back_off.wait("ann", kNow), 0s);
    back_off.forgive("ann");
    EXPECT_EQ(back_off.wait("ann", kNow), 0s);
    back_off.count("ann", kNow);
    EXPECT_EQ(back_off.wait("ann", kNow), 0s);
}

TEST(BackOff, ForgetsWhatIsLongAgo) {
    BackOff back_off;
    for (int i = 0; i < 9; ++i) back_off.count("ann", kNow);
    back_off.count("ann", kNow + BackOff::kMemory + 1s);
    EXPECT_EQ(back_off.wait("ann", kNow + BackOff::kMemory + 1s), 0s);
}

TEST(BackOff, ShutsNobodyOutForLongerWhenTheClockIsSetBack) {
    BackOff back_off;
    for (int i = 0; i < 20; ++i) back_off.count("ann", kNow);
    EXPECT_EQ(back_off.wait("ann", kNow - std::chrono::days(100)), BackOff::kLongest);
}

TEST(BackOff, RemembersNoMoreThanItMay) {
    BackOff back_off;
    for (std::size_t i = 0; i < 3; ++i) back_off.count("first", kNow - 1s);
    for (std::size_t i = 0; i < BackOff::kKeysMax + 100; ++i)
        back_off.count(std::to_string(i), kNow);
    EXPECT_EQ(back_off.size(), BackOff::kKeysMax);
    back_off.count("later", kNow + BackOff::kMemory + 1s);
    EXPECT_EQ(back_off.size(), 1U);
}

}  // namespace
}  // namespace sendpath::http
