#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sendpath::imap {

/// Takes the first character off the front of `text`; nothing when it is no sound UTF-8: overlong,
/// a surrogate, beyond Unicode, cut off. Source: RFC 3629.
[[nodiscard]] std::optional<char32_t> take_character(std::string_view& text);

void append_character(std::string& utf8, char32_t character);

[[nodiscard]] bool is_utf8(std::string_view text);

/// Octets of a stranger's text that are worth a log line.
inline constexpr std::size_t kForPeopleMax = 500;

/// Text of a stranger, fit for a log line and for JSON: sound UTF-8 without control characters, cut
/// at kForPeopleMax.
[[nodiscard]] std::string for_people(std::string_view text);

}  // namespace sendpath::imap
