#include "decode/charset.hpp"

#include "base/text.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace sendpath::decode {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// The length of the well-formed UTF-8 sequence at the start of `text`, 0 when there is none.
/// Source: The Unicode Standard, table 3-7.
std::size_t sequence_length(std::string_view text) {
    const auto octet = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const auto tail = [&](std::size_t at) { return (octet(at) & 0xC0U) == 0x80U; };
    const unsigned first = octet(0);
    const unsigned second = octet(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!tail(1) || !tail(2)) return 0;
        if (first == 0xE0 && second < 0xA0) return 0;
        return first == 0xED && second > 0x9F ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!tail(1) || !tail(2) || !tail(3)) return 0;
        if (first == 0xF0 && second < 0x90) return 0;
        return first == 0xF4 && second > 0x8F ? 0 : 4;
    }
    return 0;
}

bool is_plain(std::string_view octets) {
    return std::ranges::all_of(octets, [](char c) { return c > '\0'; });
}

struct CloseIconv {
    void operator()(void* handle) const noexcept { iconv_close(handle); }
};
using Converter = std::unique_ptr<void, CloseIconv>;

/// Null when the charset is not known here.
Converter converter_from(std::string_view charset) {
    iconv_t handle = iconv_open("UTF-8", std::string(charset).c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return nullptr;  // NOLINT: iconv's own error value
    return Converter(handle);
}

std::string converted(void* converter, std::string_view octets) {
    std::string out;
    std::array<char, 1024> chunk;                 // NOLINT(*-member-init): filled by iconv
    auto* in = const_cast<char*>(octets.data());  // NOLINT: iconv does not write to it
    std::size_t left = octets.size();
    while (left > 0) {
        char* to = chunk.data();
        std::size_t room = chunk.size();
        const std::size_t done = iconv(converter, &in, &left, &to, &room);
        out.append(chunk.data(), chunk.size() - room);
        if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
        out += kReplacement;
        ++in;
        --left;
    }
    return out;
}

}  // namespace

std::string repaired_utf8(std::string_view octets, bool* changed) {
    if (is_plain(octets)) return std::string(octets);
    std::string out;
    out.reserve(octets.size());
    while (!octets.empty()) {
        const std::size_t length = sequence_length(octets);
        const bool sound = length > 0 && octets.front() != '\0';
        if (sound) out.append(octets.substr(0, length));
        if (length == 0) out += kReplacement;
        if (!sound && changed != nullptr) *changed = true;
        octets.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string to_utf8(std::string_view octets, std::string_view charset) {
    if (is_plain(octets) && !text::istarts_with(charset, "iso-2022") &&
        !text::istarts_with(charset, "utf-") && !text::iequals(charset, "hz-gb-2312"))
        return std::string(octets);
    const bool latin = text::iequals(charset, "iso-8859-1") || text::iequals(charset, "latin1");
    if (charset.empty() || charset.size() > 40 || text::iequals(charset, "utf-8") ||
        text::iequals(charset, "us-ascii"))
        return repaired_utf8(octets);
    const Converter converter = converter_from(latin ? "windows-1252" : charset);
    if (!converter) return repaired_utf8(octets);
    return repaired_utf8(converted(converter.get(), octets));
}

}  // namespace sendpath::decode
