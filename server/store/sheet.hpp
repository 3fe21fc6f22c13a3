#pragma once

#include "base/result.hpp"
#include "store/counts.hpp"
#include "store/packing.hpp"

#include <span>
#include <vector>

namespace sendpath::store {

/// A flow class under one outcome, in one number.
using Cell = std::int64_t;
inline constexpr unsigned kOutcomeBits = 7;
[[nodiscard]] constexpr Cell cell_of(std::int64_t flow_class, Outcome outcome) {
    return flow_class << kOutcomeBits | outcome;
}
[[nodiscard]] constexpr std::int64_t class_of(Cell cell) {
    return cell >> kOutcomeBits;
}
[[nodiscard]] constexpr Outcome outcome_of(Cell cell) {
    return static_cast<Outcome>(cell & ((1U << kOutcomeBits) - 1));
}

/// path_sheet.key. Days outside of 1970 to the year 47903 are put on the first or the last of them.
[[nodiscard]] constexpr std::int64_t sheet_key(std::int64_t domain, std::int64_t day) {
    constexpr std::int64_t last = (1 << 24) - 1;
    return domain << 24U | (day < 0 ? 0 : day > last ? last : day);
}
[[nodiscard]] constexpr std::int64_t domain_of_sheet(std::int64_t key) {
    return key >> 24U;
}
[[nodiscard]] constexpr std::int64_t day_of_sheet(std::int64_t key) {
    return key & ((1 << 24) - 1);
}

/// Messages of one reporter in one cell; where `reporter` is not above 0, such messages of the
/// source `id`, as the constants below say.
struct SheetItem {
    std::int64_t key = 0;  ///< of the sheet
    std::int64_t reporter = 0;
    std::int64_t id = 0;  ///< a Cell or a source
    std::int64_t messages = 0;

    friend bool operator==(const SheetItem&, const SheetItem&) = default;
};
inline constexpr std::int64_t kFailingSources = 0;
inline constexpr std::int64_t kPassingSources = -1;
// Sources in classes of strangers (flow_grouper.hpp): failing ones, and those that show why they
// are none, by an aligned pass or by what the reporter says of their way.
inline constexpr std::int64_t kFailingStrangers = -2;
inline constexpr std::int64_t kPassingStrangers = -3;
inline constexpr std::int64_t kExcusedStrangers = -4;  ///< failing, for a reason of the reporter's
inline constexpr std::int64_t kUngrouped = -5;         ///< in memory only: it has no class yet

[[nodiscard]] constexpr bool is_of_reporter(std::int64_t reporter) {
    return reporter > 0;
}
[[nodiscard]] constexpr bool is_of_strangers(std::int64_t reporter) {
    return reporter <= kFailingStrangers && reporter >= kExcusedStrangers;
}
/// Of a number that is_of_reporter() is false of.
[[nodiscard]] constexpr bool is_of_failing(std::int64_t reporter) {
    return reporter != kPassingSources && reporter != kPassingStrangers;
}
[[nodiscard]] std::int64_t sources_of(Outcome outcome, bool stranger);

/// Sorts items by sheet, reporter and id, adds up those that share all three and drops what is 0.
void put_in_order(std::vector<SheetItem>& items);

/// Items of one sheet, in order and all above 0, as path_sheet.runs keeps them. For each reporter
/// a run: its number above those of sources, the octets of the rest, and of each item the step from
/// the id before and the messages. Runs may follow each other in any order, also of one reporter:
/// they are summed.
void pack(std::span<const SheetItem> items, std::string& into);

inline constexpr std::size_t kRunHeadMax = 20;  // octets
inline constexpr std::int64_t kFirstRun = -7;   // the least `reporter`: such runs have small heads

/// Calls run(reporter) before each run and, when that returned true, item(id, messages) for each of
/// its items. Errors: bad_syntax (the octets are not what pack() writes).
template <class Run, class Item>
[[nodiscard]] Result<void> each_item(std::string_view runs, Run run, Item item) {
    while (!runs.empty()) {
        Unpacker head(runs.substr(0, kRunHeadMax));
        const auto reporter = static_cast<std::int64_t>(head.number()) + kFirstRun;
        const std::uint64_t octets = head.number();
        const std::size_t begin = head.taken();
        if (!head.sound() || octets > runs.size() - begin)
            return Error{Errc::bad_syntax, "path_sheet.runs is damaged"};
        Unpacker read(runs.substr(begin, octets));
        runs.remove_prefix(begin + octets);
        if (!run(reporter)) continue;
        std::int64_t id = 0;
        while (!read.at_end()) {
            id += static_cast<std::int64_t>(read.number());
            const auto messages = static_cast<std::int64_t>(read.number());
            if (!read.sound()) return Error{Errc::bad_syntax, "path_sheet.runs is damaged"};
            item(id, messages);
        }
    }
    return {};
}
/// Appends the items of `runs`. Errors: as each_item().
[[nodiscard]] Result<void> unpack(std::int64_t key, std::string_view runs,
                                  std::vector<SheetItem>& into);

}  // namespace sendpath::store
