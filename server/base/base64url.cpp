#include "base/base64url.hpp"

#include <string_view>

namespace sendpath {

std::string base64url(std::span<const std::uint8_t> octets) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;  // of bits
    for (const std::uint8_t octet : octets) {
        bits = (bits << 8U | octet) & 0xffffU;
        for (held += 8; held >= 6; held -= 6) out += letters[bits >> (held - 6) & 63U];
    }
    if (held > 0) out += letters[bits << (6 - held) & 63U];
    return out;
}

}  // namespace sendpath
