#include "store/path_sums.hpp"

#include "store/fold_cache.hpp"
#include "store/path_fold.hpp"

#include <algorithm>
#include <iterator>

namespace sendpath::store {
namespace {

constexpr std::size_t kFoldsMax = std::size_t{64} << 20U;  // octets
constexpr std::int64_t kEarly = std::tuple_size_v<decltype(PathDays::early)>;

/// Appends the sums of two parts of a period, each in the order of `key`.
template <class Sum, class Key, class Add>
void append_joined(const std::vector<Sum>& first, const std::vector<Sum>& second, Key key, Add add,
                   std::vector<Sum>& into) {
    auto a = first.begin();
    auto b = second.begin();
    while (a != first.end() && b != second.end()) {
        const auto key_a = key(*a);
        const auto key_b = key(*b);
        if (key_a < key_b) {
            into.push_back(*a++);
        } else if (key_b < key_a) {
            into.push_back(*b++);
        } else {
            into.push_back(*a++);
            add(into.back(), *b++);
        }
    }
    into.insert(into.end(), a, first.end());
    into.insert(into.end(), b, second.end());
}

/// @param first, second  parts of a period, in their order
void append(const PathSums& first, const PathSums& second, PathSums& into) {
    append_joined(
        first.cells, second.cells, [](const CellSum& sum) { return sum.cell; },
        [](CellSum& sum, const CellSum& more) { sum.messages += more.messages; }, into.cells);
    append_joined(
        first.reporters, second.reporters,
        [](const ReporterSum& sum) {
            return std::uint64_t{sum.path} << 32U | std::uint64_t{sum.organization};
        },
        [](ReporterSum& sum, const ReporterSum& more) {
            sum.messages += more.messages;
            sum.failing += more.failing;
        },
        into.reporters);
    append_joined(
        first.days, second.days, [](const PathDays& days) { return days.path; },
        [](PathDays& days, const PathDays& later) {
            for (std::size_t i = 0; static_cast<std::int64_t>(i) < later.days &&
                                    days.days + static_cast<std::int64_t>(i) < kEarly;
                 ++i)
                days.early[static_cast<std::size_t>(days.days) + i] = later.early[i];
            days.last = later.last;
            days.days += later.days;
        },
        into.days);
    into.unknown.insert(into.unknown.end(), first.unknown.begin(), first.unknown.end());
    into.unknown.insert(into.unknown.end(), second.unknown.begin(), second.unknown.end());
}

std::int64_t strangers_of(const PathSums& first, const PathSums& second) {
    std::vector<std::uint32_t> both;
    std::ranges::set_union(first.stranger_sources, second.stranger_sources,
                           std::back_inserter(both));
    return std::ssize(both);
}

/// @param domains  of each the parts of the period, one or two
PathSums joined(const std::map<std::int64_t, FoldCache<PathSums>::Folds>& domains) {
    std::size_t cells = 0;
    std::size_t reporters = 0;
    std::size_t days = 0;
    for (const auto& [domain, folds] : domains)
        for (const auto& fold : folds) {
            cells += fold->cells.size();
            reporters += fold->reporters.size();
            days += fold->days.size();
        }
    PathSums sums;
    sums.cells.reserve(cells);
    sums.reporters.reserve(reporters);
    sums.days.reserve(days);
    const PathSums nothing;
    for (const auto& [domain, folds] : domains) {
        const PathSums& later = folds.size() > 1 ? *folds.back() : nothing;
        append(*folds.front(), later, sums);
        const std::int64_t strangers = strangers_of(*folds.front(), later);
        if (strangers > 0) sums.strangers[domain] = strangers;
    }
    return sums;
}

}  // namespace

std::size_t PathSums::octets() const {
    return octets_of(cells) + octets_of(reporters) + octets_of(days) + octets_of(unknown) +
           octets_of(stranger_sources);
}

void PathDays::add(std::int64_t day) {
    if (last == day) return;
    if (days == 0) first = day;
    if (days < kEarly) early[static_cast<std::size_t>(days)] = static_cast<std::int32_t>(day);
    last = day;
    ++days;
}

Result<PathSums> path_sums(sqlite3& db, const PathDirectory& directory, DayRange days) {
    static FoldCache<PathSums> remembered(kFoldsMax);
    auto parts = SheetParts::of(db, days);
    if (!parts) return parts.error();
    std::map<std::int64_t, FoldCache<PathSums>::Folds> domains;
    for (const auto& [domain, name] : directory.domains()) {
        auto folds = remembered.folds(
            *parts, domain, [&](DayRange part) { return fold_paths(db, directory, domain, part); });
        if (!folds) return folds.error();
        domains[domain] = *std::move(folds);
    }
    return joined(domains);
}

}  // namespace sendpath::store
