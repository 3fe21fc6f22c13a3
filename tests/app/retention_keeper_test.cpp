#include "app/retention_keeper.hpp"

#include <gtest/gtest.h>

namespace sendpath::app {
namespace {

using namespace std::chrono_literals;

// O1
TEST(CutoffsAt, AreSoLongAgoAndNoneWhereAllIsKept) {
    const Seconds now = seconds(1'767'312'000);
    const store::Cutoffs cutoffs =
        cutoffs_at({.raw = 24h, .records = std::nullopt, .failure_samples = 48h}, now);
    EXPECT_EQ(cutoffs.raw, now - 24h);
    EXPECT_EQ(cutoffs.records, std::nullopt);
    EXPECT_EQ(cutoffs.failure_samples, now - 48h);
}

}  // namespace
}  // namespace sendpath::app
