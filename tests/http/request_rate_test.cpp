#include "http/request_rate.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

using namespace std::chrono_literals;

const Seconds kNow = seconds(1'767'400'000);

// L10
TEST(RequestRate, TakesABurstAndThenAsManyAsItSaysInAMinute) {
    RequestRate rate(6);
    for (int i = 0; i < 6; ++i) EXPECT_EQ(rate.enter("a", kNow), 0s) << i;
    EXPECT_EQ(rate.enter("a", kNow), 10s);
    EXPECT_EQ(rate.enter("a", kNow + 9s), 1s);
    EXPECT_EQ(rate.enter("a", kNow + 10s), 0s);
    EXPECT_EQ(rate.enter("a", kNow + 10s), 10s);
    EXPECT_EQ(rate.enter("b", kNow), 0s) << "each by itself";
    for (int i = 0; i < 6; ++i) EXPECT_EQ(rate.enter("a", kNow + 10min), 0s) << i;
}

TEST(RequestRate, IsNoneAtZero) {
    RequestRate rate(0);
    for (int i = 0; i < 10'000; ++i) ASSERT_EQ(rate.enter("a", kNow), 0s);
    EXPECT_EQ(rate.size(), 0U);
}

TEST(RequestRate, ForgetsThoseThatWereNotHeardOfForAWhile) {
    RequestRate rate(60);
    for (int i = 0; i < 2'000; ++i) EXPECT_EQ(rate.enter(std::to_string(i), kNow), 0s);
    EXPECT_EQ(rate.size(), 2'000U);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(rate.enter("x" + std::to_string(i), kNow + std::chrono::minutes(i + 1)), 0s);
    EXPECT_LT(rate.size(), 2'100U);
}

TEST(RequestRate, StandsAClockThatIsSetBack) {
    RequestRate rate(1);
    EXPECT_EQ(rate.enter("a", kNow), 0s);
    EXPECT_EQ(rate.enter("a", kNow - 24h), 60s);
    EXPECT_EQ(rate.enter("a", kNow - 24h + 60s), 0s);
}

}  // namespace
}  // namespace sendpath::http
