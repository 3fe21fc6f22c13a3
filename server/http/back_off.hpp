#pragma once

#include "base/time.hpp"

#include <string>
#include <unordered_map>

namespace sendpath::http {

/// Makes guessing slow: after kFree failures each further one has its key wait, a second at first,
/// twice as long each time, five minutes at most. Pure: the time is told.
class BackOff {
public:
    static constexpr unsigned kFree = 5;
    static constexpr std::chrono::seconds kLongest = std::chrono::minutes(5);
    /// Failures are forgotten when none came for so long.
    static constexpr std::chrono::hours kMemory{1};
    /// Keys that are remembered at most. Who guesses with more of them is slowed by the passwords'
    /// own cost.
    static constexpr std::size_t kKeysMax = 10'000;

    /// How long `key` must still wait; 0: it may try.
    [[nodiscard]] std::chrono::seconds wait(const std::string& key, Seconds now) const;

    /// Counts a try as a failure before its outcome is known, so that many at one time are no way
    /// around; forgive() takes it back.
    void count(const std::string& key, Seconds now);

    /// The try was right: its failures are forgotten.
    void forgive(const std::string& key) { entries_.erase(key); }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        unsigned failures = 0;
        Seconds last{};
        Seconds until{};
    };

    void make_room(Seconds now);

    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace sendpath::http
