#include "config/units.hpp"

#include "base/text.hpp"

#include <array>
#include <ranges>
#include <span>

namespace sendpath::config {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

// The smallest first; the texts of values are made from the largest that divides.
constexpr std::array kTimes{Unit{"s", 1}, Unit{"min", 60}, Unit{"h", 3'600}, Unit{"d", 86'400},
                            Unit{"w", 604'800}};
constexpr std::array kSizes{Unit{"B", 1}, Unit{"KiB", 1ULL << 10U}, Unit{"MiB", 1ULL << 20U},
                            Unit{"GiB", 1ULL << 30U}, Unit{"TiB", 1ULL << 40U}};

/// A number and the word behind it; `unit` is empty when there is none.
struct Quantity {
    std::uint64_t number = 0;
    std::string_view unit;
};

Result<Quantity> split(std::string_view text) {
    text = text::trimmed(text);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const Result<std::uint64_t> number = text::parse_count(text.substr(0, digits));
    if (!number) return number.error();
    return Quantity{*number, text::trimmed(text.substr(digits))};
}

/// nullptr for a word that is no unit.
const Unit* find(std::span<const Unit> units, std::string_view word) {
    for (const Unit& unit : units)
        if (text::iequals(unit.name, word)) return &unit;
    return nullptr;
}

Result<std::uint64_t> scaled(std::uint64_t number, const Unit& unit, std::uint64_t most) {
    if (number > most / unit.factor) return Error{Errc::too_large, "larger than any setting"};
    return number * unit.factor;
}

/// Weeks are read, never written: 35 days is not better said as 5 weeks.
std::string written(std::span<const Unit> units, std::uint64_t value) {
    for (const Unit& unit : units | std::views::reverse)
        if (value != 0 && value % unit.factor == 0)
            return std::to_string(value / unit.factor).append(unit.name);
    return std::to_string(value).append(units.front().name);
}

}  // namespace

Result<std::chrono::seconds> parse_duration(std::string_view text) {
    const Result<Quantity> quantity = split(text);
    if (!quantity) return quantity.error();
    const Unit* unit = find(kTimes, quantity->unit);
    if (unit == nullptr)
        return Error{Errc::bad_syntax, "a number needs one of the units s, min, h, d, w"};
    const Result<std::uint64_t> total =
        scaled(quantity->number, *unit, std::uint64_t(kLongestDuration.count()));
    if (!total) return total.error();
    return std::chrono::seconds(*total);
}

Result<std::uint64_t> parse_size(std::string_view text) {
    const Result<Quantity> quantity = split(text);
    if (!quantity) return quantity.error();
    const Unit* unit = find(kSizes, quantity->unit.empty() ? "B" : quantity->unit);
    if (unit == nullptr)
        return Error{Errc::bad_syntax, "the units of a size are B, KiB, MiB, GiB, TiB"};
    return scaled(quantity->number, *unit, kLargestSize);
}

std::string size_text(std::uint64_t octets) {
    return written(kSizes, octets);
}

std::string duration_text(std::chrono::seconds duration) {
    return written(std::span(kTimes).first(4), std::uint64_t(duration.count()));
}

}  // namespace sendpath::config
