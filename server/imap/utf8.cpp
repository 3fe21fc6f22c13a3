#include "imap/utf8.hpp"

#include "base/text.hpp"

namespace sendpath::imap {
namespace {

/// How many octets a character has that begins with `first`; 0 when none does.
std::size_t size_by_first(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x1'0000};  // of so many octets

}  // namespace

std::optional<char32_t> take_character(std::string_view& text) {
    if (text.empty()) return std::nullopt;
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = size_by_first(first);
    if (size == 0 || size > text.size()) return std::nullopt;
    char32_t character = size == 1 ? first : first & (0x7fU >> size);
    for (const char c : text.substr(1, size - 1)) {
        if ((c & 0xc0) != 0x80) return std::nullopt;
        character = character << 6U | (static_cast<unsigned char>(c) & 0x3fU);
    }
    if (character < kSmallest[size] || character > 0x10'ffff ||
        (character >= 0xd800 && character < 0xe000))
        return std::nullopt;
    text.remove_prefix(size);
    return character;
}

void append_character(std::string& utf8, char32_t character) {
    const auto tail = [&](unsigned shift) {
        utf8 += static_cast<char>(0x80U | (character >> shift & 0x3fU));
    };
    if (character < 0x80) {
        utf8 += static_cast<char>(character);
    } else if (character < 0x800) {
        utf8 += static_cast<char>(0xc0U | character >> 6U);
        tail(0);
    } else if (character < 0x1'0000) {
        utf8 += static_cast<char>(0xe0U | character >> 12U);
        tail(6);
        tail(0);
    } else {
        utf8 += static_cast<char>(0xf0U | character >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_utf8(std::string_view text) {
    while (!text.empty())
        if (!take_character(text)) return false;
    return true;
}

std::string for_people(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::string next = "?";
        if (const std::optional<char32_t> character = take_character(text)) {
            const bool is_control = *character < 0x20 || (*character >= 0x7f && *character < 0xa0);
            next.clear();
            append_character(next, is_control ? U' ' : *character);
        } else {
            text.remove_prefix(1);
        }
        if (out.size() + next.size() > kForPeopleMax) break;
        out += next;
    }
    return std::string(text::trimmed(out));
}

}  // namespace sendpath::imap
