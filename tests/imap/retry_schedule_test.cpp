#include "imap/retry_schedule.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

struct Row {
    const char* name;
    Trouble trouble;
    std::optional<milliseconds> back_off;
    std::vector<milliseconds> waits;  ///< of one failure after another
};

class RetryAfter : public testing::TestWithParam<Row> {};

TEST_P(RetryAfter, WaitsLongerEachTime) {
    RetrySchedule schedule;
    for (const milliseconds wait : GetParam().waits)
        EXPECT_EQ(schedule.after({GetParam().trouble, "", GetParam().back_off}, 0), wait);
    schedule.succeeded();
    EXPECT_EQ(schedule.after({GetParam().trouble, "", GetParam().back_off}, 0),
              GetParam().waits.front());
}

INSTANTIATE_TEST_SUITE_P(
    Imap, RetryAfter,
    testing::Values(
        // I5: providers lock those who come too often.
        Row{"I5_LoginRefused", Trouble::login_refused, {}, {1min, 5min, 15min, 60min, 60min}},
        Row{"I5_TokenRefused", Trouble::token_refused, {}, {1min, 5min}},
        Row{"I5_LoginDisabled", Trouble::login_disabled, {}, {1min, 5min}},
        // I19: 1 s, twice as long each time, up to 5 minutes.
        Row{"I19_Lost",
            Trouble::connection_lost,
            {},
            {1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 300s, 300s}},
        Row{"H11_TimedOut", Trouble::timed_out, {}, {1s, 2s, 4s}},
        Row{"I19_AsTheServerAsks", Trouble::unavailable, 92415ms, {92415ms, 92415ms, 92415ms}},
        Row{"I19_NoSoonerThanItAsks", Trouble::unavailable, 3s, {3s, 3s, 4s, 8s}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(RetrySchedule, SpreadsThoseWhoFailTogether) {  // I19: jitter
    EXPECT_EQ(RetrySchedule().after({Trouble::connection_lost, "", {}}, 1), 750ms);
    EXPECT_EQ(RetrySchedule().after({Trouble::connection_lost, "", {}}, 0.5), 875ms);
    EXPECT_EQ(RetrySchedule().after({Trouble::connection_lost, "", 1s}, 1), 1s);
}

}  // namespace
}  // namespace sendpath::imap
