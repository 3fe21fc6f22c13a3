#include "http/back_off.hpp"

#include <algorithm>

namespace sendpath::http {

std::chrono::seconds BackOff::wait(const std::string& key, Seconds now) const {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return std::chrono::seconds(0);
    // A clock that was set back must not shut anybody out for longer.
    return std::clamp(found->second.until - now, std::chrono::seconds(0), kLongest);
}

void BackOff::count(const std::string& key, Seconds now) {
    if (entries_.size() >= kKeysMax) make_room(now);
    Entry& entry = entries_[key];
    if (now - entry.last > kMemory) entry.failures = 0;
    ++entry.failures;
    entry.last = now;
    if (entry.failures < kFree) return;
    constexpr unsigned doublings = 9;  // 2^9 s is over kLongest
    const unsigned over = std::min(entry.failures - kFree, doublings);
    entry.until = now + std::min(kLongest, std::chrono::seconds(1U << over));
}

/// What is past goes; if all are fresh, the one that was longest quiet does.
void BackOff::make_room(Seconds now) {
    std::erase_if(entries_, [now](const auto& each) { return now - each.second.last > kMemory; });
    if (entries_.size() < kKeysMax) return;
    entries_.erase(
        std::ranges::min_element(entries_, {}, [](const auto& each) { return each.second.last; }));
}

}  // namespace sendpath::http
