#include "store/path_rows.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

/// Sums of a source of the path.
struct SourceSum {
    Counts counts;
    std::int64_t first = 0;
    std::int64_t last = 0;
};
using SourceSums = std::unordered_map<std::int64_t, SourceSum>;

/// Flows of the path, served by flow_by_class.
Result<std::vector<std::int64_t>> flows_of(sqlite3& db, const std::vector<std::int64_t>& members,
                                           const PathDirectory& directory) {
    std::vector<std::int64_t> classes;
    for (std::size_t row = 1; row < directory.classes().size(); ++row)
        if (std::ranges::binary_search(members, directory.classes()[row].path))
            classes.push_back(static_cast<std::int64_t>(row));
    std::vector<std::int64_t> flows;
    const auto read = each_row(db, "SELECT id FROM flow WHERE class IN " + in_list(classes),
                               [&](const Statement& row) { flows.push_back(row.integer(0)); });
    if (!read) return read.error();
    std::ranges::sort(flows);
    return flows;
}

Result<SourceSums> sums_of(sqlite3& db, std::int64_t domain, DayRange days,
                           const std::vector<std::int64_t>& flows) {
    SourceSums sums;
    const auto read = each_row(
        db,
        "SELECT flow, outcome, source, messages, day FROM flow_day"
        " WHERE domain = ?1 AND day BETWEEN ?2 AND ?3",
        [&](const Statement& row) {
            if (!std::ranges::binary_search(flows, row.integer(0))) return;
            const auto [entry, is_new] = sums.try_emplace(row.integer(2));
            SourceSum& sum = entry->second;
            add(sum.counts, static_cast<Outcome>(row.integer(1)), row.integer(3));
            if (is_new) sum.first = row.integer(4);
            sum.last = row.integer(4);  // days come in order
        },
        domain, days.from, days.to);
    if (!read) return read.error();
    return sums;
}

}  // namespace

Result<PathSources> path_sources(sqlite3& db, std::int64_t id, const Period& period,
                                 std::size_t limit, const analysis::PublicSuffixes& suffixes) {
    return in_one_view(db, [&]() -> Result<PathSources> {
        const auto all = judged_paths(db, period, suffixes);
        if (!all) return all.error();
        const JudgedPath* const found = (*all)->find(id);
        if (found == nullptr) return PathSources{};
        const auto directory = PathDirectory::of(db, suffixes);
        if (!directory) return directory.error();
        const auto flows = flows_of(db, (*all)->members_of(found->id), **directory);
        if (!flows) return flows.error();
        const auto sums = sums_of(db, found->domain_row, range_of(period), *flows);
        if (!sums) return sums.error();

        std::vector<std::pair<std::int64_t, const SourceSum*>> order;
        order.reserve(sums->size());
        for (const auto& [source, sum] : *sums) order.emplace_back(source, &sum);
        const std::size_t shown = std::min(limit, order.size());
        std::ranges::partial_sort(
            order, order.begin() + static_cast<std::ptrdiff_t>(shown), {}, [](const auto& entry) {
                const Counts& counts = entry.second->counts;
                return std::tuple(-counts.fail, -counts.messages, entry.first);
            });
        PathSources answer;
        answer.sources = static_cast<std::int64_t>(order.size());
        for (std::size_t i = 0; i < shown; ++i) {
            const auto& [source, sum] = order[i];
            const auto address = address_of(db, source);
            if (!address) return address.error();
            answer.rows.push_back({*address, sum->counts, day(sum->first), day(sum->last)});
        }
        return answer;
    });
}

}  // namespace sendpath::store
