#pragma once

#include "base/time.hpp"

#include <string>
#include <unordered_map>

namespace sendpath::http {

/// How many requests each key may make in a minute; as many may come in one burst. Pure: the time
/// is told.
class RequestRate {
public:
    /// @param per_minute  0: no limit
    explicit RequestRate(std::uint64_t per_minute) : per_minute_(static_cast<double>(per_minute)) {}

    /// Counts a request. 0 when it is welcome, else after how many seconds the next one is.
    [[nodiscard]] std::chrono::seconds enter(const std::string& key, Seconds now);

    /// Keys that are remembered: those lately seen.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        double made = 0;  // leaks away at per_minute_
        Seconds since{};
    };

    void refresh(Entry& entry, Seconds now) const;
    void forget_quiet_ones(Seconds now);

    double per_minute_;
    std::size_t sweep_at_ = 1'024;  // entries
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace sendpath::http
