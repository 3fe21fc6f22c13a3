#pragma once

#include <string>
#include <string_view>

namespace sendpath::decode {

/// The octets that base64 `text` stands for. Forgives what mail does to it: whatever is outside the
/// alphabet is skipped, padding may be absent or stand in the middle. Never fails; text without a
/// character of the alphabet gives nothing. Source: RFC 2045 section 6.8.
[[nodiscard]] std::string decode_base64(std::string_view text);

/// True for a text of at least 24 characters that begins with nothing but base64 and line ends.
[[nodiscard]] bool looks_like_base64(std::string_view text);

}  // namespace sendpath::decode
