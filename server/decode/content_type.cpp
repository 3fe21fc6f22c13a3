#include "decode/content_type.hpp"

#include "base/text.hpp"
#include "decode/base64.hpp"
#include "decode/quoted_printable.hpp"

#include <mimetic/contenttransferencoding.h>
#include <mimetic/contenttype.h>

#include <algorithm>
#include <exception>

// The only file that sees libmimetic. It reads names, never structure: its tree walk overflows the
// stack and its address parsers free twice. What it gets is one short line without parameters or
// comments, so that none of its known defects is in reach.

namespace sendpath::decode {
namespace {

constexpr std::size_t kNameMax = 200;  // octets; a longer media type names nothing known

/// The part of a structured field before parameters and comments.
std::string_view head_of(std::string_view field) {
    const std::size_t size = std::min(field.find_first_of(";(\r\n"), field.size());
    return text::trimmed(field.substr(0, std::min(size, kNameMax)));
}

/// A word that no grammar takes apart further, as nearly every name is.
bool is_plain(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.' || c == '+' || c == '_';
    });
}

bool is_plain_type(std::string_view head) {
    const std::size_t slash = head.find('/');
    return slash != std::string_view::npos && is_plain(head.substr(0, slash)) &&
           is_plain(head.substr(slash + 1));
}

Encoding encoding_of(std::string_view name) {
    if (text::iequals(name, "base64")) return Encoding::base64;
    if (text::iequals(name, "quoted-printable")) return Encoding::quoted_printable;
    if (text::iequals(name, "x-uuencode") || text::iequals(name, "uuencode") ||
        text::iequals(name, "x-uue"))
        return Encoding::uuencode;
    return Encoding::identity;
}

}  // namespace

std::string media_type(std::string_view field) {
    const std::string_view head = head_of(field);
    if (head.empty()) return {};
    if (is_plain_type(head)) return text::lowered(head);
    try {
        const mimetic::ContentType type{std::string(head)};
        if (type.type().empty() || type.subtype().empty()) return {};
        std::string name = text::lowered(text::trimmed(type.type()));
        name += '/';
        return name += text::lowered(text::trimmed(type.subtype()));
    } catch (const std::exception&) {
        return {};
    }
}

Encoding transfer_encoding(std::string_view field) {
    const std::string_view head = head_of(field);
    if (head.empty()) return Encoding::identity;
    if (is_plain(head)) return encoding_of(head);
    try {
        const mimetic::ContentTransferEncoding encoding{std::string(head)};
        return encoding_of(encoding.mechanism());
    } catch (const std::exception&) {
        return Encoding::identity;
    }
}

std::string decode_body(std::string_view body, Encoding encoding) {
    switch (encoding) {
        case Encoding::identity: return std::string(body);
        case Encoding::base64: return decode_base64(body);
        case Encoding::quoted_printable: return decode_quoted_printable(body);
        case Encoding::uuencode: return decode_uuencoded(body);
    }
    return {};
}

}  // namespace sendpath::decode
