#include "decode/report_file_name.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace sendpath::decode {
namespace {

bool drop_ending(std::string_view& name, std::string_view ending) {
    if (name.size() < ending.size() ||
        !text::iequals(name.substr(name.size() - ending.size()), ending))
        return false;
    name.remove_suffix(ending.size());
    return true;
}

/// Takes the digits off the front of `text`; nullopt when there are none, or too many for a time.
std::optional<Seconds> take_time(std::string_view& text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || text.front() == '-') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return seconds(value);
}

}  // namespace

std::optional<ReportFileName> parse_report_file_name(std::string_view name) {
    if (name.find_first_of("/\\") != std::string_view::npos) return std::nullopt;
    if (!drop_ending(name, ".gz") && !drop_ending(name, ".gzip")) drop_ending(name, ".zip");
    if (!drop_ending(name, ".xml")) drop_ending(name, ".json");

    std::array<std::string_view, 5> parts;
    const auto marks = static_cast<std::size_t>(std::ranges::count(name, '!'));
    if (marks < 3 || marks > 4) return std::nullopt;
    for (std::size_t part = 0; part <= marks; ++part) {
        const std::size_t size = std::min(name.find('!'), name.size());
        parts[part] = text::trimmed(name.substr(0, size));
        name.remove_prefix(std::min(size + 1, name.size()));
    }
    auto begin = take_time(parts[2]);
    auto end = take_time(parts[3]);
    if (!begin || !end || !parts[2].empty() || parts[1].empty()) return std::nullopt;
    if (parts[4].empty() && parts[3].starts_with('.')) parts[4] = parts[3].substr(1);
    return ReportFileName{text::lowered(parts[0]), text::lowered(parts[1]), *begin, *end,
                          std::string(parts[4])};
}

}  // namespace sendpath::decode
