#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::http {

/// Below this many octets compression gains nothing.
inline constexpr std::size_t kGzipMin = 1024;

/// `octets` as one gzip member, quickly rather than tightly. Empty when zlib has no memory.
/// Source: RFC 1952.
[[nodiscard]] std::optional<std::string> gzipped(std::string_view octets);

}  // namespace sendpath::http
