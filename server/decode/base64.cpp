#include "decode/base64.hpp"

#include "base/text.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace sendpath::decode {
namespace {

constexpr std::uint32_t kOutside = 0x0100'0000;  // a bit no group of four sixes can set
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Each character's six bits, shifted to where the character stands in its group of four.
constexpr auto kShifted = [] {
    std::array<std::array<std::uint32_t, 256>, 4> table{};
    for (std::size_t place = 0; place < 4; ++place) {
        table[place].fill(kOutside);
        for (std::size_t six = 0; six < kAlphabet.size(); ++six)
            table[place][static_cast<unsigned char>(kAlphabet[six])] =
                static_cast<std::uint32_t>(six << (18 - 6 * place));
    }
    return table;
}();

char* put(char* out, std::uint32_t group, unsigned octets) {
    for (unsigned i = 0; i < octets; ++i) *out++ = static_cast<char>(group >> (16 - 8 * i));
    return out;
}

/// Characters gathered one by one where the fast loop met something it does not know.
struct Slow {
    std::uint32_t group = 0;
    unsigned sixes = 0;

    /// Takes one character and writes the octets it completes.
    char* take(unsigned char c, char* out) {
        if (c == '=') return flush(out);
        if (kShifted[3][c] == kOutside) return out;
        group |= kShifted[sixes][c];
        if (++sixes < 4) return out;
        out = put(out, group, 3);
        *this = {};
        return out;
    }

    /// What an unfinished group is worth: two characters an octet, three characters two.
    char* flush(char* out) {
        if (sixes > 1) out = put(out, group, sixes - 1);
        *this = {};
        return out;
    }
};

}  // namespace

std::string decode_base64(std::string_view text) {
    std::string decoded(text.size() / 4 * 3 + 4, '\0');
    char* out = decoded.data();
    const auto* in = reinterpret_cast<const unsigned char*>(text.data());
    const unsigned char* const end = in + text.size();
    Slow slow;
    while (in != end) {
        while (slow.sixes == 0 && end - in >= 4) {
            const std::uint32_t group =
                kShifted[0][in[0]] | kShifted[1][in[1]] | kShifted[2][in[2]] | kShifted[3][in[3]];
            if (group >= kOutside) break;
            const std::uint32_t big_endian = __builtin_bswap32(group << 8U);
            std::memcpy(out, &big_endian, 4);  // the fourth octet is overwritten by the next group
            out += 3;
            in += 4;
        }
        if (in != end) out = slow.take(*in++, out);
    }
    out = slow.flush(out);
    decoded.resize(static_cast<std::size_t>(out - decoded.data()));
    return decoded;
}

bool looks_like_base64(std::string_view text) {
    constexpr std::size_t looked = 76;  // one line
    std::size_t seen = 0;
    for (const char c : text) {
        if (text::is_space(c) || (c == '=' && seen > 0)) continue;
        if (kShifted[3][static_cast<unsigned char>(c)] == kOutside) return false;
        if (++seen == looked) return true;
    }
    return seen >= 24;
}

}  // namespace sendpath::decode
