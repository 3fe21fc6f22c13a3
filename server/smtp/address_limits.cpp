#include "smtp/address_limits.hpp"

#include <algorithm>

namespace sendpath::smtp {
namespace {

std::string key_of(const model::IpAddress& address) {
    return std::string(address.packed().substr(0, address.is_v4() ? 4 : 8));
}

}  // namespace

AddressLimits::Verdict AddressLimits::enter(const model::IpAddress& address, net::Wire::Time now) {
    if (entries_.size() >= sweep_at_) forget_quiet_ones(now);
    Entry& entry = entries_.try_emplace(key_of(address), Entry{.since = now}).first->second;
    refresh(entry, now);
    if (entry.open >= open_max_) return Verdict::too_many;
    if (entry.begun + 1 > static_cast<double>(per_minute_)) return Verdict::too_fast;
    ++entry.open;
    entry.begun += 1;
    return Verdict::welcome;
}

void AddressLimits::leave(const model::IpAddress& address) {
    const auto found = entries_.find(key_of(address));
    if (found != entries_.end() && found->second.open > 0) --found->second.open;
}

void AddressLimits::refresh(Entry& entry, net::Wire::Time now) const {
    const std::chrono::duration<double, std::ratio<60>> minutes = now - entry.since;
    entry.begun = std::max(0.0, entry.begun - minutes.count() * static_cast<double>(per_minute_));
    entry.since = now;
}

void AddressLimits::forget_quiet_ones(net::Wire::Time now) {
    for (auto each = entries_.begin(); each != entries_.end();) {
        refresh(each->second, now);
        const bool quiet = each->second.open == 0 && each->second.begun == 0;
        each = quiet ? entries_.erase(each) : std::next(each);
    }
    sweep_at_ = std::max<std::size_t>(1'024, 2 * entries_.size());
}

}  // namespace sendpath::smtp
