#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace sendpath::store {

/// `octets` by zstd, fast rather than small: most raw mail is compressed already.
[[nodiscard]] std::string compressed(std::string_view octets);

/// Errors: bad_syntax (damaged), too_large (over `limit` octets).
[[nodiscard]] Result<std::string> decompressed(std::string_view packed, std::size_t limit);

}  // namespace sendpath::store
