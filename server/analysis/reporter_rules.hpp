#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sendpath::analysis {

/// How often a reporter tells something.
struct Rhythm {
    std::int64_t usual_gap = 0;  ///< days from one report day to the next, median; 0: not known
    bool silent = false;  ///< it has missed three times its usual gap, and three days at least
};

/// Fewer report days show no rhythm, so that nobody is missed who wrote twice.
inline constexpr std::size_t kDaysOfRhythm = 3;

/// @param days  those that a reporter has told of, ascending, each once
[[nodiscard]] Rhythm rhythm_of(std::span<const Day> days, Day today);

/// How long after the end of its window a report arrives.
struct Delay {
    std::chrono::seconds median{};
    std::chrono::seconds most{};  ///< nine of ten arrive by then
    std::int64_t reports = 0;
};
/// Of the delays of some reports, in any order; nullopt: none. The ranks are real values of the
/// list, never between two. A report that came before the end of its window counts as it is.
[[nodiscard]] std::optional<Delay> delay_of(std::vector<std::chrono::seconds> delays);

/// What one reporter saw of a path on a day.
struct Sighting {
    std::int64_t reporter = 0;
    std::int64_t messages = 0;
    std::int64_t passing = 0;
};

/// Whether a reporter can be compared with the others, and says the opposite of them.
struct Comparison {
    std::int64_t reporter = 0;
    bool differs = false;

    friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// Fewer messages, of a reporter or of all others together, prove nothing.
inline constexpr std::int64_t kMessagesCompared = 10;

/// Compares each reporter's view of one path on one day with that of all others together: it
/// differs when at most a tenth of its messages pass where at least nine tenths of theirs do, or
/// the other way round. Those that cannot be compared are left out.
[[nodiscard]] std::vector<Comparison> compared(std::span<const Sighting> sightings);

/// Messages that a reporter told of for one day.
struct ToldDay {
    std::int64_t reporter = 0;
    Day day;
    std::int64_t messages = 0;
};

/// How much of a day has been told.
struct DayCompleteness {
    Day day;
    std::int64_t usual = 0;  ///< reporters that tell of such days
    std::int64_t told = 0;   ///< of these: have told of this one
    /// The part of the usual reporters' messages that those have who told of this day, 0 to 1.
    double share = 0;

    [[nodiscard]] bool is_complete() const { return share >= kComplete; }
    static constexpr double kComplete = 0.9;
};

/// Days before and after a day in which a reporter shows that it is a usual one.
inline constexpr std::int64_t kUsualWindow = 14;

/// One entry for each day from `from` to `to` that anybody told of, ascending. A usual reporter of
/// a day has told of at least half of those days within kUsualWindow of it that anybody told of,
/// the day itself among them; it weighs what it tells of on an average day of these. A reporter
/// that falls silent is missed for a week, and then no longer usual.
/// @param told  in any order, days outside of the bounds among them; several of a day are summed
[[nodiscard]] std::vector<DayCompleteness> completeness_of(std::span<const ToldDay> told, Day from,
                                                           Day to);

}  // namespace sendpath::analysis
