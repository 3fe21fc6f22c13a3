#include "base/base64.hpp"

#include <cstdint>

namespace sendpath {
namespace {

std::string_view alphabet(Base64 form) {
    switch (form) {
        case Base64::plain:
            return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        case Base64::url: return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        case Base64::mailbox_name:
            return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
    }
    return {};
}

}  // namespace

std::string encode_base64(std::string_view octets, Base64 form) {
    const std::string_view letters = alphabet(form);
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;  // bits not written yet
    for (const char c : octets) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        for (held += 8; held >= 6; held -= 6) out += letters[bits >> (held - 6) & 0x3fU];
    }
    if (held > 0) out += letters[bits << (6 - held) & 0x3fU];
    while (form == Base64::plain && out.size() % 4 != 0) out += '=';
    return out;
}

Result<std::string> decode_base64(std::string_view text, Base64 form) {
    if (form == Base64::plain) {
        if (text.size() % 4 != 0) return Error{Errc::bad_syntax, "base64 that is cut off"};
        for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
    }
    const std::string_view letters = alphabet(form);
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;  // bits not written yet
    for (const char c : text) {
        const std::size_t six = letters.find(c);
        if (six == std::string_view::npos) return Error{Errc::bad_syntax, "no letter of base64"};
        bits = bits << 6U | static_cast<std::uint32_t>(six);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out += static_cast<char>(bits >> held & 0xffU);
    }
    if (held == 6 || (bits & ((1U << held) - 1)) != 0)
        return Error{Errc::bad_syntax, "base64 with bits left over"};
    return out;
}

}  // namespace sendpath
