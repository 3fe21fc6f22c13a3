#pragma once

#include "base/result.hpp"

#include <charconv>
#include <cstdint>

namespace sendpath::text {

[[nodiscard]] constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Space, tab, line feed, vertical tab, form feed or carriage return.
[[nodiscard]] constexpr bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// ASCII letters in lower case; other octets as they are. Locale is not asked.
[[nodiscard]] inline std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

/// Compares ASCII letters without regard to case; other bytes must be equal. Locale is not asked.
[[nodiscard]] constexpr bool iequals(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

[[nodiscard]] constexpr bool istarts_with(std::string_view text, std::string_view start) {
    return text.size() >= start.size() && iequals(text.substr(0, start.size()), start);
}

/// Reads all of `text` as a decimal count. Errors: bad_syntax, too_large.
[[nodiscard]] inline Result<std::uint64_t> parse_count(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem == std::errc::result_out_of_range)
        return Error{Errc::too_large, "count over 64 bits"};
    if (problem != std::errc{} || end != text.data() + text.size())
        return Error{Errc::bad_syntax, "not a decimal count"};
    return value;
}

}  // namespace sendpath::text
