#include "imap/retry_schedule.hpp"

#include <algorithm>
#include <array>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr std::array<milliseconds, 4> kAfterRefusal{1min, 5min, 15min, 60min};

/// Coming again cannot help before somebody has changed something, and may lock the account.
bool is_of_the_login(Trouble trouble) {
    return trouble == Trouble::login_refused || trouble == Trouble::login_disabled ||
           trouble == Trouble::no_way_to_log_in || trouble == Trouble::token_refused;
}

}  // namespace

milliseconds RetrySchedule::after(const Failure& failure, double luck) {
    milliseconds wait{};
    if (is_of_the_login(failure.trouble)) {
        wait = kAfterRefusal.at(std::min(refusals_++, kAfterRefusal.size() - 1));
    } else {
        constexpr std::size_t doublings = 9;  // 2^9 s is beyond kLongest
        wait = std::min(kFirst * (1 << std::min(failures_++, doublings)), kLongest);
        wait -= std::chrono::duration_cast<milliseconds>(wait / 4 * std::clamp(luck, 0.0, 1.0));
    }
    return std::max(wait, failure.back_off.value_or(0ms));
}

}  // namespace sendpath::imap
