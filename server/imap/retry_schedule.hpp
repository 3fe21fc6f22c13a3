#pragma once

#include "imap/failure.hpp"

namespace sendpath::imap {

/// When to come back after a failure: sooner for what passes by itself, later for what somebody
/// must mend. Providers throttle and lock those who come too often.
class RetrySchedule {
public:
    static constexpr std::chrono::milliseconds kFirst{1'000};
    static constexpr std::chrono::milliseconds kLongest = std::chrono::minutes(5);

    /// How long to stay away: 1 s, then twice as long each time up to kLongest, or 1, 5, 15, 60
    /// minutes after a login that was refused; never less than the server asked for.
    /// @param luck  0 to 1: shortens the wait by up to a quarter, so that not all come back at once
    [[nodiscard]] std::chrono::milliseconds after(const Failure& failure, double luck);

    /// Everything went well: the next failure is a first one.
    void succeeded() { failures_ = refusals_ = 0; }

private:
    std::size_t failures_ = 0;  // in a row
    std::size_t refusals_ = 0;  // in a row, of the login
};

}  // namespace sendpath::imap
