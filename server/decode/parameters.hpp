#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// The parameter `name` of a Content-Type or Content-Disposition field, as UTF-8.
///
/// Reads quoted strings with ';' in them, comments, RFC 2231 charsets and continuations, and RFC
/// 2047 words where they are not allowed but used; a missing ';' between parameters is forgiven.
/// nullopt when there is no such parameter. Source: RFC 2045 section 5.1, RFC 2231.
[[nodiscard]] std::optional<std::string> parameter(std::string_view field, std::string_view name);

}  // namespace sendpath::decode
