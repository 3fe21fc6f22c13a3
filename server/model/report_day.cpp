#include "model/report_day.hpp"

#include <algorithm>
#include <numeric>

namespace sendpath::model {
namespace {

using std::chrono::days;
using std::chrono::floor;
using namespace std::chrono_literals;

constexpr std::chrono::seconds kOneDayMax = 36h;
constexpr std::chrono::seconds kSpreadMax = days(31);
constexpr Seconds kEarliest = Seconds(days(-719'162));  // 0001-01-01
constexpr Seconds kLatest = Seconds(days(2'932'896));   // 9999-12-31

/// 23:59:59 and 00:00:00 of the next day are both in use for the same end.
Seconds exclusive(Seconds end) {
    return count(end + 1s) % 3600 == 0 ? end + 1s : end;
}

}  // namespace

ReportDays report_days(Seconds begin, Seconds end) {
    begin = std::clamp(begin, kEarliest, kLatest);
    end = std::max(begin, std::clamp(end, kEarliest, kLatest));
    ReportDays result;
    const Seconds middle = seconds((count(begin) + count(end)) >> 1);  // floors below 1970 as well
    result.middle = floor<days>(middle);
    result.first = result.middle;
    const Seconds stop = exclusive(end);
    const auto length = stop - begin;
    result.too_long = length > kSpreadMax;
    if (length <= kOneDayMax || result.too_long) {
        result.seconds = {1};
        return result;
    }
    result.first = floor<days>(begin);
    for (Day day = result.first; Seconds(day) < stop; day += days(1)) {
        const Seconds from = std::max<Seconds>(begin, day);
        const Seconds to = std::min<Seconds>(stop, day + days(1));
        result.seconds.push_back((to - from).count());
    }
    return result;
}

std::vector<std::int64_t> ReportDays::spread(std::int64_t messages) const {
    // report_days() never makes a window of no length.
    const std::int64_t whole =
        std::max<std::int64_t>(1, std::accumulate(seconds.begin(), seconds.end(), std::int64_t{0}));
    std::vector<std::int64_t> shares;
    std::vector<std::pair<std::int64_t, std::size_t>> rests;  // negative remainder, day
    std::int64_t given = 0;
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        // messages is below 2^40 and a window below 2^22 seconds.
        const std::int64_t product = messages * seconds[i];
        shares.push_back(product / whole);
        rests.emplace_back(-(product % whole), i);
        given += shares.back();
    }
    std::ranges::sort(rests);
    for (std::size_t i = 0; given < messages; ++i, ++given) ++shares[rests[i].second];
    return shares;
}

}  // namespace sendpath::model
