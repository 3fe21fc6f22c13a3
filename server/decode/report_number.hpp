#pragma once

#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace sendpath::decode {

/// A point in time as reports write it.
struct ReportTime {
    Seconds time{};
    bool odd = false;  ///< not seconds since 1970: ISO 8601 or a finer unit
};

/// Reads seconds since 1970 (a fraction is cut), milliseconds and finer by their size, ISO 8601.
/// nullopt for anything else. Source: RFC 9990 section 3.1.1.3, RFC 3339.
[[nodiscard]] std::optional<ReportTime> report_time(std::string_view text);

/// Messages of a record as reports write them.
struct MessageCount {
    std::uint64_t messages = 0;
    bool odd = false;  ///< "3.0"
};

inline constexpr std::uint64_t kMessagesMax = std::uint64_t{1} << 40U;  // of one record

/// Reads a whole number up to kMessagesMax, "3.0" included; nullopt for anything else.
[[nodiscard]] std::optional<MessageCount> message_count(std::string_view text);

}  // namespace sendpath::decode
