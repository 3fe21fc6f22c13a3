#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace sendpath::imap {

/// How long a server asks to be left alone: "Request is throttled. Suggested Backoff Time: 92415
/// milliseconds", as Exchange says. More than kBackOffMax counts as that.
[[nodiscard]] std::optional<std::chrono::milliseconds> suggested_back_off(std::string_view text);

/// The longest that a server may send us away for; seen were 300 s.
inline constexpr std::chrono::milliseconds kBackOffMax = std::chrono::minutes(30);

}  // namespace sendpath::imap
