#include "decode/quoted_printable.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = text::lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// How many octets after an equals sign belong to a soft line break; 0: it is none.
std::size_t soft_break(std::string_view after) {
    std::size_t at = 0;
    while (at < after.size() && (after[at] == ' ' || after[at] == '\t')) ++at;
    if (at == after.size()) return at;
    if (after[at] == '\r') ++at;
    return at < after.size() && after[at] == '\n' ? at + 1 : 0;
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// True for "begin 644 name".
bool is_begin_line(std::string_view line) {
    return line.size() > 10 && line.starts_with("begin ") && is_digit(line[6]) &&
           is_digit(line[7]) && is_digit(line[8]) && (line[9] == ' ' || is_digit(line[9]));
}

void append_uu_line(std::string_view line, std::string& out) {
    const auto six = [&](std::size_t at) {
        return at < line.size() ? (static_cast<unsigned>(line[at]) - 32U) & 63U : 0U;
    };
    std::size_t left = six(0);
    for (std::size_t at = 1; left > 0 && at < line.size(); at += 4) {
        const unsigned group =
            six(at) << 18U | six(at + 1) << 12U | six(at + 2) << 6U | six(at + 3);
        for (unsigned octet = 0; octet < 3 && left > 0; ++octet, --left)
            out += static_cast<char>(group >> (16 - 8 * octet));
    }
}

}  // namespace

std::string decode_quoted_printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t sign = std::min(text.find('='), text.size());
        out.append(text.substr(0, sign));
        text.remove_prefix(sign);
        if (text.empty()) break;
        const std::string_view after = text.substr(1);
        if (after.size() >= 2 && nibble(after[0]) >= 0 && nibble(after[1]) >= 0) {
            out += static_cast<char>(nibble(after[0]) << 4 | nibble(after[1]));
            text.remove_prefix(3);
        } else if (const std::size_t skipped = soft_break(after); skipped > 0 || after.empty()) {
            text.remove_prefix(1 + skipped);
        } else {
            out += '=';
            text.remove_prefix(1);
        }
    }
    return out;
}

std::size_t find_uuencoded(std::string_view text) {
    const std::string_view head = text.substr(0, 4096);
    for (std::size_t at = head.find("begin "); at != std::string_view::npos;
         at = head.find("begin ", at + 1)) {
        const bool line_start = at == 0 || head[at - 1] == '\n';
        if (line_start && is_begin_line(head.substr(at))) return at;
    }
    return std::string_view::npos;
}

std::string decode_uuencoded(std::string_view text) {
    std::string out;
    const std::size_t begin = find_uuencoded(text);
    if (begin == std::string_view::npos) return out;
    std::size_t end = text.find('\n', begin);
    while (end != std::string_view::npos) {
        const std::size_t at = end + 1;
        end = text.find('\n', at);
        std::string_view line = text.substr(at, end == std::string_view::npos ? end : end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line == "end" || line == "`") break;
        if (!line.empty()) append_uu_line(line, out);
    }
    return out;
}

}  // namespace sendpath::decode
