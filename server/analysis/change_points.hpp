#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sendpath::analysis {

/// What one reporter saw of a path on one day.
struct DayOfReporter {
    Day day;
    std::int64_t reporter = 0;  ///< a number of the caller's; all the same where it is not known
    std::int64_t messages = 0;
    std::int64_t dkim_aligned = 0;
    std::int64_t spf_aligned = 0;
    std::int64_t passing = 0;
};

/// A kind of name that may give way to another.
enum class NameKind : std::uint8_t { selector, dkim_domain, spf_domain, address };

/// Messages of one day that showed a name.
struct DayOfName {
    Day day;
    NameKind kind{};
    std::string name;
    std::int64_t messages = 0;
};

/// What changed.
enum class Metric : std::uint8_t { dkim_aligned, spf_aligned, passing };

/// A name that most messages had before a change, and the one that they had after it.
struct Succession {
    NameKind kind{};
    std::string before;
    std::string after;

    friend bool operator==(const Succession&, const Succession&) = default;
};

/// A day from which on a share is another one, and stays so.
struct ChangePoint {
    Metric metric{};
    bool lost = false;              ///< the share went down
    Day last_before;                ///< last day with data of how it was
    Day first_after;                ///< first day with data of how it is
    std::int64_t before_count = 0;  ///< of before_messages: with what the metric counts
    std::int64_t before_messages = 0;
    std::int64_t after_count = 0;
    std::int64_t after_messages = 0;
    std::int64_t reporters = 0;         ///< that saw the path on both sides
    std::int64_t reporters_agreed = 0;  ///< of them: saw the same change
    std::vector<Succession> successions;

    friend bool operator==(const ChangePoint&, const ChangePoint&) = default;
};

/// The series of one path over one period.
struct PathSeries {
    std::span<const DayOfReporter> days;  ///< in any order
    std::span<const DayOfName> names;
};

/// Days on which a share of the path's messages changed for good, newest first, at most
/// kChangesMax. A change is one of at least kChangeMin percent, with enough messages and days on
/// both sides that chance does not make it.
[[nodiscard]] std::vector<ChangePoint> change_points(const PathSeries& series);

inline constexpr std::size_t kChangesMax = 8;
inline constexpr std::int64_t kChangeMin = 30;          // percent of the messages
inline constexpr std::int64_t kChangeMessagesMin = 10;  // on each side
inline constexpr std::int64_t kChangeDaysMin = 2;       // with data, on each side

/// "lost DKIM alignment between 2026-11-11 and 2026-11-12, seen by 4 of 5 reporters, when selector
/// s1 gave way to s2"
[[nodiscard]] std::string english(const ChangePoint& change);

/// The words of the API.
[[nodiscard]] std::string_view name(Metric metric);
[[nodiscard]] std::string_view name(NameKind kind);

}  // namespace sendpath::analysis
