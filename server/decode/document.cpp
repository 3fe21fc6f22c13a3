#include "decode/document.hpp"

#include "base/text.hpp"
#include "decode/base64.hpp"
#include "decode/quoted_printable.hpp"

#include <array>
#include <utility>

namespace sendpath::decode {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::pair<std::string_view, Kind>, 13> kMagic{
    {{"\x1f\x8b"sv, Kind::gzip},
     {"PK\3\4"sv, Kind::zip},
     {"PK\5\6"sv, Kind::zip},
     {"PK00PK\3\4"sv, Kind::zip},
     {"BZh"sv, Kind::bzip2},
     {"\xfd"
      "7zXZ\0"sv,
      Kind::xz},
     {"\x28\xb5\x2f\xfd"sv, Kind::zstd},
     {"Rar!\x1a\7"sv, Kind::rar},
     {"7z\xbc\xaf\x27\x1c"sv, Kind::seven_zip},
     {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, Kind::outlook_msg},
     {"\x78\x9f\x3e\x22"sv, Kind::tnef},
     {"\xff\xfe<\0"sv, Kind::xml},
     {"\xfe\xff\0<"sv, Kind::xml}}};

constexpr std::size_t kJunkMax = 1024;    // octets before a declaration or root (tolerance A6)
constexpr std::size_t kZipJunkMax = 512;  // octets before a zip (tolerance D11)

bool is_zlib(std::string_view octets) {
    if (octets.size() < 6) return false;
    const auto first = static_cast<unsigned char>(octets[0]);
    const auto second = static_cast<unsigned char>(octets[1]);
    return (first & 0x0fU) == 8 && first >> 4U <= 7 && (first << 8U | second) % 31 == 0 &&
           (second & 0x20U) == 0 && first == 0x78;  // a window of 32 KiB: what all writers use
}

bool is_html(std::string_view markup) {
    return text::istarts_with(markup, "<!doctype html") || text::istarts_with(markup, "<html");
}

/// Octets that are text, as far as a look at their beginning can tell.
Kind kind_of_text(std::string_view octets) {
    if (octets.starts_with("\xef\xbb\xbf")) octets.remove_prefix(3);
    const std::string_view text = text::trimmed(octets.substr(0, 64U << 10U));
    if (text.empty()) return octets.size() <= 64U << 10U ? Kind::blank : Kind::unknown;
    if (is_html(text)) return Kind::html;
    if (text.starts_with('<') && text.size() > 1 && (text[1] < '0' || text[1] > '9'))
        return Kind::xml;
    if (text.starts_with('{') || text.starts_with('[')) return Kind::json;
    if (text::iequals(text, "unused")) return Kind::placeholder;
    return Kind::unknown;
}

/// What base64 text stands for; unknown when that is nothing we know.
bool stands_for_document(std::string_view text) {
    if (!looks_like_base64(text)) return false;
    const Kind inner = kind_of(decode_base64(text.substr(0, 512)));
    return inner != Kind::unknown && inner != Kind::base64 && inner != Kind::empty &&
           inner != Kind::blank;
}

}  // namespace

std::size_t zip_start(std::string_view octets) {
    return octets.substr(0, kZipJunkMax + 4).find("PK\3\4");
}

Kind kind_of(std::string_view octets) {
    if (octets.empty()) return Kind::empty;
    for (const auto& [magic, kind] : kMagic)
        if (octets.starts_with(magic)) return kind;
    if (octets.starts_with("<\0"sv) || octets.starts_with("\0<"sv)) return Kind::xml;  // UTF-16
    if (is_zlib(octets)) return Kind::zlib;
    const Kind text = kind_of_text(octets);
    if (text != Kind::unknown) return text;
    if (zip_start(octets) != std::string_view::npos) return Kind::zip;
    if (stands_for_document(octets)) return Kind::base64;
    if (find_uuencoded(octets) != std::string_view::npos) return Kind::uuencoded;
    const std::string_view head = octets.substr(0, kJunkMax);
    if (head.find("<?xml") != head.npos || head.find("<feedback") != head.npos) return Kind::xml;
    return Kind::unknown;
}

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::empty: return "empty";
        case Kind::blank: return "white space";
        case Kind::gzip: return "gzip";
        case Kind::zip: return "zip";
        case Kind::zlib: return "zlib";
        case Kind::xml: return "XML";
        case Kind::json: return "JSON";
        case Kind::html: return "HTML page";
        case Kind::base64: return "base64";
        case Kind::uuencoded: return "uuencoded";
        case Kind::placeholder: return "placeholder";
        case Kind::bzip2: return "bzip2";
        case Kind::xz: return "xz";
        case Kind::zstd: return "zstd";
        case Kind::rar: return "rar";
        case Kind::seven_zip: return "7z";
        case Kind::outlook_msg: return "outlook-msg";
        case Kind::tnef: return "tnef";
        case Kind::unknown: return "unknown";
    }
    return {};
}

}  // namespace sendpath::decode
