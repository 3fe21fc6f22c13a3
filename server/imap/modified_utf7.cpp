#include "imap/modified_utf7.hpp"

#include "base/base64.hpp"
#include "imap/utf8.hpp"

namespace sendpath::imap {
namespace {

bool stands_for_itself(char32_t character) {
    return character >= 0x20 && character <= 0x7e;
}

void append_unit(std::string& utf16, char32_t unit) {
    utf16 += static_cast<char>(unit >> 8U & 0xffU);
    utf16 += static_cast<char>(unit & 0xffU);
}

void append_utf16(std::string& utf16, char32_t character) {
    if (character >= 0x1'0000) {
        append_unit(utf16, 0xd7c0 + (character >> 10U));
        append_unit(utf16, 0xdc00 + (character & 0x3ffU));
    } else {
        append_unit(utf16, character);
    }
}

/// The next unit of `utf16`; nothing at its end.
std::optional<char32_t> take_unit(std::string_view& utf16) {
    if (utf16.size() < 2) return std::nullopt;
    const auto high = static_cast<unsigned char>(utf16[0]);
    const auto low = static_cast<unsigned char>(utf16[1]);
    utf16.remove_prefix(2);
    return static_cast<char32_t>(high << 8U | low);
}

/// What stands between "&" and "-", and is not nothing.
Result<void> append_coded(std::string& utf8, std::string_view coded) {
    const Result<std::string> octets = decode_base64(coded, Base64::mailbox_name);
    if (!octets) return octets.error();
    if (octets->size() % 2 != 0) return Error{Errc::bad_syntax, "half a character"};
    std::string_view rest = *octets;
    while (std::optional<char32_t> character = take_unit(rest)) {
        if (*character >= 0xd800 && *character < 0xe000) {
            const std::optional<char32_t> low = take_unit(rest);
            if (*character >= 0xdc00 || !low || *low < 0xdc00 || *low >= 0xe000)
                return Error{Errc::bad_syntax, "half of a surrogate pair"};
            character = 0x1'0000 + ((*character - 0xd800) << 10U) + (*low - 0xdc00);
        }
        if (stands_for_itself(*character) || *character == 0)
            return Error{Errc::bad_syntax, "a coded letter that needs no code"};
        append_character(utf8, *character);
    }
    return {};
}

}  // namespace

Result<std::string> to_modified_utf7(std::string_view utf8) {
    std::string out;
    std::string coded;  // UTF-16, to be written before what stands for itself
    const auto flush = [&] {
        if (!coded.empty()) out += '&' + encode_base64(coded, Base64::mailbox_name) + '-';
        coded.clear();
    };
    while (!utf8.empty()) {
        const std::optional<char32_t> character = take_character(utf8);
        if (!character || *character == 0)
            return Error{Errc::bad_syntax, "a name that is no UTF-8"};
        if (stands_for_itself(*character)) {
            flush();
            out += static_cast<char>(*character);
            if (*character == '&') out += '-';
        } else {
            append_utf16(coded, *character);
        }
    }
    flush();
    return out;
}

Result<std::string> from_modified_utf7(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const char c = name.front();
        name.remove_prefix(1);
        if (c != '&') {
            if (!stands_for_itself(static_cast<unsigned char>(c)))
                return Error{Errc::bad_syntax, "an octet that must be coded"};
            out += c;
            continue;
        }
        const std::size_t end = name.find('-');
        if (end == std::string_view::npos)
            return Error{Errc::bad_syntax, "\"&\" without its \"-\""};
        if (end == 0) {
            out += '&';
        } else if (const Result<void> read = append_coded(out, name.substr(0, end)); !read) {
            return read.error();
        }
        name.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace sendpath::imap
