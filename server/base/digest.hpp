#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath {

/// The first 16 octets of a SHA-256: enough that nobody finds two texts with the same one, and half
/// the room in an index.
using Digest = std::array<std::uint8_t, 16>;

[[nodiscard]] Digest digest_of(std::string_view octets);

/// All of a SHA-256: what is kept of a secret that has 256 bits itself.
using WholeDigest = std::array<std::uint8_t, 32>;

[[nodiscard]] WholeDigest whole_digest_of(std::string_view octets);

/// A 128-bit XXH3 in the shape of a Digest, twenty times faster: tells whether octets were here
/// before. Somebody who has a mail could make another with its fingerprint, which then is taken for
/// a second delivery of it; nobody can do so for a mail that is still to come.
[[nodiscard]] Digest fingerprint_of(std::string_view octets);

/// Lower-case hexadecimal, 32 characters.
[[nodiscard]] std::string hex(const Digest& digest);

}  // namespace sendpath
