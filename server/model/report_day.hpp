#pragma once

#include "base/time.hpp"

#include <vector>

namespace sendpath::model {

/// The report days of one report, and how its messages fall on them.
struct ReportDays {
    Day middle;  ///< UTC date of (begin + end) / 2: the report day
    Day first;   ///< the first day that gets messages; `middle` unless several()
    std::vector<std::int64_t> seconds;  ///< of the window on each day from `first` on
    bool too_long = false;              ///< over 31 days: all on the middle day

    [[nodiscard]] bool several() const { return seconds.size() > 1; }

    /// `messages` shared out by seconds, largest remainder first, earlier days at a tie: one number
    /// a day, and their sum is `messages` exactly.
    [[nodiscard]] std::vector<std::int64_t> spread(std::int64_t messages) const;
};

/// A window over 36 hours is spread over its days; up to that it belongs to the day of its middle.
/// An end written as the last second of an hour counts as the hour. An end before the begin counts
/// as begin..begin. Any 64-bit times are safe.
[[nodiscard]] ReportDays report_days(Seconds begin, Seconds end);

}  // namespace sendpath::model
