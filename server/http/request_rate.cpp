#include "http/request_rate.hpp"

#include <algorithm>
#include <cmath>

namespace sendpath::http {

std::chrono::seconds RequestRate::enter(const std::string& key, Seconds now) {
    if (per_minute_ == 0) return std::chrono::seconds(0);
    if (entries_.size() >= sweep_at_) forget_quiet_ones(now);
    Entry& entry = entries_.try_emplace(key, Entry{.since = now}).first->second;
    refresh(entry, now);
    const double over = entry.made + 1 - per_minute_;
    if (over > 0)
        return std::chrono::seconds(
            std::max<std::int64_t>(1, std::llround(std::ceil(over * 60 / per_minute_))));
    entry.made += 1;
    return std::chrono::seconds(0);
}

void RequestRate::refresh(Entry& entry, Seconds now) const {
    const std::chrono::duration<double, std::ratio<60>> minutes = now - entry.since;
    entry.made = std::max(0.0, entry.made - std::max(0.0, minutes.count()) * per_minute_);
    entry.since = now;
}

void RequestRate::forget_quiet_ones(Seconds now) {
    for (auto each = entries_.begin(); each != entries_.end();) {
        refresh(each->second, now);
        each = each->second.made == 0 ? entries_.erase(each) : std::next(each);
    }
    sweep_at_ = std::max<std::size_t>(1'024, 2 * entries_.size());
}

}  // namespace sendpath::http
