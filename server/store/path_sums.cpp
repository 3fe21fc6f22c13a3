#include "store/path_sums.hpp"

#include "store/fold_cache.hpp"
#include "store/path_fold.hpp"

namespace sendpath::store {
namespace {

constexpr std::size_t kFoldsMax = std::size_t{64} << 20U;  // octets

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
            days.last = later.last;
            days.days += later.days;
        },
        into.days);
}

/// @param domains  of each the parts of the period, one or two
PathSums joined(const std::vector<FoldCache<PathSums>::Folds>& domains) {
    std::size_t cells = 0;
    std::size_t reporters = 0;
    std::size_t days = 0;
    for (const auto& folds : domains)
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
    for (const auto& folds : domains)
        append(*folds.front(), folds.size() > 1 ? *folds.back() : nothing, sums);
    return sums;
}

}  // namespace

std::size_t PathSums::octets() const {
    return octets_of(cells) + octets_of(reporters) + octets_of(days);
}

Result<PathSums> path_sums(sqlite3& db, const PathDirectory& directory, DayRange days) {
    static FoldCache<PathSums> remembered(kFoldsMax);
    auto parts = SheetParts::of(db, days);
    if (!parts) return parts.error();
    std::vector<FoldCache<PathSums>::Folds> domains;
    for (const auto& [domain, name] : directory.domains()) {
        auto folds = remembered.folds(
            *parts, domain, [&](DayRange part) { return fold_paths(db, directory, domain, part); });
        if (!folds) return folds.error();
        domains.push_back(*std::move(folds));
    }
    return joined(domains);
}

}  // namespace sendpath::store
