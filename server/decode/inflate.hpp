#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath::decode {

enum class Wrapping : std::uint8_t { raw, zlib, gzip };

/// How an inflated stream ended.
enum class Ending : std::uint8_t {
    complete,
    bad_checksum,  ///< all octets are there, their sum or count is not what the stream says
    truncated,     ///< the input ended first; what came before is in `octets`
    corrupt,       ///< no deflate stream, or damaged inside: nothing of it can be trusted
    over_limit,    ///< more octets than the caller allows
};

struct Inflated {
    std::string octets;
    std::size_t used = 0;  ///< octets of the input, up to the end of the stream
    Ending ending = Ending::corrupt;
};

/// Inflates the stream that `octets` begin with, to at most `limit` octets.
///
/// @param expected  what the stream claims to inflate to, 0 when unknown. A hint that may lie: the
///                  memory taken is at most what deflate can make of the input, and never over
///                  `limit`.
/// Source: RFC 1950, 1951, 1952.
[[nodiscard]] Inflated inflate(Wrapping wrapping, std::string_view octets, std::size_t expected,
                               std::size_t limit);

}  // namespace sendpath::decode
