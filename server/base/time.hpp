#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath {

using Seconds = std::chrono::sys_seconds;  ///< UTC, whole seconds since 1970
using Day = std::chrono::sys_days;         ///< a UTC date

[[nodiscard]] constexpr Seconds seconds(std::int64_t since_1970) {
    return Seconds(std::chrono::seconds(since_1970));
}
[[nodiscard]] constexpr std::int64_t count(Seconds time) {
    return time.time_since_epoch().count();
}
/// Days since 1970-01-01.
[[nodiscard]] constexpr std::int64_t count(Day day) {
    return day.time_since_epoch().count();
}
[[nodiscard]] constexpr Day day(std::int64_t since_1970) {
    return Day(std::chrono::days(since_1970));
}

namespace time {

/// "2026-11-24"; outside of the years 0 to 9999 the nearest day inside.
[[nodiscard]] std::string date(Day day);
/// "2026-11-24T18:00:00Z"; outside of the years 0 to 9999 the nearest second inside.
[[nodiscard]] std::string date_time(Seconds time);

/// Reads "2026-11-24". Errors: bad_syntax, also for a date that does not exist.
[[nodiscard]] Result<Day> parse_date(std::string_view text);

/// A time as RFC 3339 writes it, and what senders make of it.
struct Stamp {
    Seconds time{};
    bool zone_missing = false;  ///< read as UTC
};

/// Reads "2026-11-24T18:00:00Z", with an offset, with a fraction (dropped), with a space for the
/// T, without a zone, or a date alone. Errors: bad_syntax. Source: RFC 3339 section 5.6.
[[nodiscard]] Result<Stamp> parse_rfc3339(std::string_view text);

/// "Tue, 24 Nov 2026 18:00:00 +0000"; outside of the years 0 to 9999 the nearest second inside.
/// Source: RFC 5322 section 3.3.
[[nodiscard]] std::string mail_date(Seconds time);

/// Reads the Date field of a mail, "Thu, 29 Apr 2015 23:34:45 +0900 (JST)"; the name of the day and
/// the seconds may be absent, two-digit years and the zone names of old are known.
/// Errors: bad_syntax. Source: RFC 5322 sections 3.3 and 4.3.
[[nodiscard]] Result<Seconds> parse_mail_date(std::string_view text);

}  // namespace time
}  // namespace sendpath
