#pragma once

#include <string>
#include <string_view>

namespace sendpath::decode {

/// `octets` with each one that is no part of sound UTF-8 as U+FFFD; NUL is left out.
/// @param changed  set to true when anything was replaced, else left alone.
[[nodiscard]] std::string repaired_utf8(std::string_view octets, bool* changed = nullptr);

/// `octets` of the named charset as UTF-8. A charset that is empty or unknown is read as UTF-8;
/// what cannot be read becomes U+FFFD. Latin-1 is read as windows-1252, as browsers do.
[[nodiscard]] std::string to_utf8(std::string_view octets, std::string_view charset);

}  // namespace sendpath::decode
