#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string_view>

namespace sendpath::config {

/// The longest time a setting takes: a hundred years. Longer ones are typing mistakes.
constexpr std::chrono::seconds kLongestDuration = std::chrono::days(36'500);

/// Reads a whole number and a unit: "30s", "5min", "12h", "90d", "2w"; a space may stand between,
/// letters of any case. A number alone is refused, since nobody can tell what it counts.
/// Errors: bad_syntax, too_large over kLongestDuration.
[[nodiscard]] Result<std::chrono::seconds> parse_duration(std::string_view text);

/// Reads octets: "64MiB", "512 KiB", "2GiB", "100B" or a number alone; letters of any case. Powers
/// of 1,000 ("MB") are refused, since people mean either by them.
/// Errors: bad_syntax, too_large over 2^63 - 1 octets.
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view text);

/// The largest size a setting takes, in octets: what a signed 64-bit count holds.
constexpr std::uint64_t kLargestSize = std::numeric_limits<std::int64_t>::max();

/// "64MiB", "1000B": the largest unit that divides `octets`. parse_size() reads it back.
[[nodiscard]] std::string size_text(std::uint64_t octets);

/// "90d", "90min", "10s": the largest unit that divides `duration`. parse_duration() reads it back.
[[nodiscard]] std::string duration_text(std::chrono::seconds duration);

}  // namespace sendpath::config
