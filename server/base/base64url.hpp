#pragma once

#include <span>
#include <string>

#include <cstdint>

namespace sendpath {

/// Base64 with '-' and '_', without padding. Source: RFC 4648 section 5.
[[nodiscard]] std::string base64url(std::span<const std::uint8_t> octets);

}  // namespace sendpath
