#include "decode/xml_text.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sendpath::decode {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kDeclarationMax = 1024;  // octets in which the declaration is looked for
constexpr std::size_t kReferenceMax = 64;      // octets of "&name;"

constexpr bool is_forbidden(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

struct Survey {
    bool beyond_ascii = false;
    bool control = false;
};

/// True when nothing stands in `text` but ASCII and line feeds. One pass without a branch in it,
/// which the compiler turns into vector code.
bool is_ordinary(std::string_view text) {
    unsigned char odd = 0;
    for (const char c : text) {
        const auto number = static_cast<signed char>(c);  // below 0 beyond ASCII
        odd |= static_cast<unsigned char>(static_cast<int>(number < 0x20) &
                                          static_cast<int>(number != '\n'));
    }
    return odd == 0;
}

Survey survey(std::string_view text) {
    if (is_ordinary(text)) return {};
    unsigned char high = 0;
    unsigned char control = 0;
    for (const char c : text) {
        high |= static_cast<unsigned char>(c);
        control |= static_cast<unsigned char>(is_forbidden(c));
    }
    return {(high & 0x80U) != 0, control != 0};
}

struct Mark {
    std::string_view octets;
    std::size_t skipped;
    const char* charset;
};

/// Byte order marks, then what '<' looks like without one. Source: XML 1.0 appendix F.1.
constexpr std::array<Mark, 9> kMarks{{
    {"\xEF\xBB\xBF"sv, 3, "utf-8"},
    {"\xFF\xFE\0\0"sv, 4, "utf-32le"},
    {"\0\0\xFE\xFF"sv, 4, "utf-32be"},
    {"\xFF\xFE"sv, 2, "utf-16le"},
    {"\xFE\xFF"sv, 2, "utf-16be"},
    {"<\0\0\0"sv, 0, "utf-32le"},
    {"\0\0\0<"sv, 0, "utf-32be"},
    {"<\0"sv, 0, "utf-16le"},
    {"\0<"sv, 0, "utf-16be"},
}};

/// What encoding="..." of the declaration says; empty when there is none.
std::string declared_charset(std::string_view xml) {
    const std::string_view head = xml.substr(0, kDeclarationMax);
    const std::size_t declaration = head.find("<?xml");
    if (declaration == std::string_view::npos) return {};
    const std::string_view text =
        head.substr(declaration, head.find("?>", declaration) - declaration);
    const std::size_t word = text.find("encoding");
    if (word == std::string_view::npos) return {};
    const std::size_t opening = text.find_first_of("\"'", word);
    if (opening == std::string_view::npos) return {};
    const std::size_t closing = text.find(text[opening], opening + 1);
    if (closing == std::string_view::npos) return {};
    return text::lowered(text::trimmed(text.substr(opening + 1, closing - opening - 1)));
}

bool is_utf8_or_part(std::string_view charset) {
    return charset.empty() || charset == "utf-8" || charset == "utf8" || charset == "us-ascii" ||
           charset == "ascii";
}

bool is_known_here(const std::string& charset) {
    if (charset.size() > 40) return false;
    iconv_t handle = iconv_open("UTF-8", charset.c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return false;  // NOLINT: iconv's own error value
    iconv_close(handle);
    return true;
}

void repair_utf8(std::string& xml, Findings& findings) {
    bool changed = false;
    std::string repaired = repaired_utf8(xml, &changed);
    if (!changed) return;
    findings.note("encoding", "octets that are not UTF-8 were replaced");
    xml = std::move(repaired);
}

/// Returns true when the octets were of another charset and now are UTF-8.
bool convert_declared(std::string& xml, Findings& findings) {
    const std::string charset = declared_charset(xml);
    if (is_utf8_or_part(charset)) return false;
    // A declaration that can be read octet by octet is not of a wide charset, whatever it says.
    const bool wide = charset.starts_with("utf-16") || charset.starts_with("utf-32") ||
                      charset.starts_with("ucs-");
    if (wide) {
        findings.note("encoding", "declared encoding is not the one in use", 0, charset);
    } else if (is_known_here(charset)) {
        xml = to_utf8(xml, charset);
        return true;
    } else {
        findings.note("encoding", "unknown encoding read as UTF-8", 0, charset);
    }
    return false;
}

void drop_controls(std::string& xml, Findings& findings) {
    findings.note("ctrl", "control characters were dropped");
    std::erase_if(xml, is_forbidden);
}

}  // namespace

void clean_xml_text(std::string& xml, Findings& findings) {
    const auto* const mark = std::ranges::find_if(
        kMarks, [&](const Mark& each) { return xml.starts_with(each.octets); });
    const bool wide = mark != kMarks.end() && mark->charset != "utf-8"sv;
    if (wide) {
        xml = to_utf8(std::string_view(xml).substr(mark->skipped), mark->charset);
    } else if (mark != kMarks.end()) {
        xml.erase(0, mark->skipped);
    }
    Survey found = survey(xml);
    const bool escapes =
        found.control && xml.find('\x1B') != std::string::npos;  // ISO-2022 has them
    if (found.control && !escapes) drop_controls(xml, findings);
    const bool converted = !wide && convert_declared(xml, findings);
    if (converted || escapes) {
        found = survey(xml);
        if (found.control) drop_controls(xml, findings);
    }
    if (found.beyond_ascii && !wide && !converted) repair_utf8(xml, findings);
}

std::size_t reference_size(std::string_view text) {
    const std::string_view head = text.substr(0, kReferenceMax);
    const std::size_t end = head.find_first_of(";&<> \t\r\n", 1);
    const bool closed = end != std::string_view::npos && head[end] == ';' && end > 1;
    return closed ? end + 1 : 0;
}

bool is_known_reference(std::string_view reference) {
    if (reference.size() < 3) return false;
    std::string_view body = reference.substr(1, reference.size() - 2);
    if (body == "amp" || body == "lt" || body == "gt" || body == "quot" || body == "apos")
        return true;
    if (!body.starts_with('#')) return false;
    const bool hex = body.size() > 1 && body[1] == 'x';
    body.remove_prefix(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, problem] =
        std::from_chars(body.data(), body.data() + body.size(), code, hex ? 16 : 10);
    if (problem != std::errc{} || end != body.data() + body.size()) return false;
    // Source: XML 1.0 section 2.2.
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code < 0x110000);
}

bool has_unknown_references(std::string_view text) {
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1))
        if (!is_known_reference(text.substr(at, reference_size(text.substr(at))))) return true;
    return false;
}

}  // namespace sendpath::decode
