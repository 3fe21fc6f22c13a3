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

/// Tells flows of the path from others; each is looked up once.
class FlowsOfPath {
public:
    FlowsOfPath(sqlite3& db, const std::vector<std::int64_t>& members,
                const PathDirectory& directory)
        : db_(&db), members_(&members), directory_(&directory) {}

    [[nodiscard]] Result<bool> has(std::int64_t flow) {
        const auto [known, is_new] = known_.try_emplace(flow);
        if (!is_new) return known->second;
        if (!find_) {
            auto prepared = Statement::prepare(*db_, "SELECT class FROM flow WHERE id = ?1");
            if (!prepared) return prepared.error();
            find_ = *std::move(prepared);
        }
        find_->with(flow);
        const Result<bool> row = find_->step();
        if (!row) return row.error();
        const auto flow_class = *row ? static_cast<std::size_t>(find_->integer(0)) : 0;
        if (flow_class < directory_->classes().size())
            known->second =
                std::ranges::binary_search(*members_, directory_->classes()[flow_class].path);
        return known->second;
    }

private:
    sqlite3* db_;
    const std::vector<std::int64_t>* members_;
    const PathDirectory* directory_;
    std::optional<Statement> find_;
    std::unordered_map<std::int64_t, bool> known_;
};

Result<SourceSums> sums_of(sqlite3& db, std::int64_t domain, DayRange days, FlowsOfPath flows) {
    SourceSums sums;
    Result<void> looked;
    const auto read = each_row(
        db,
        "SELECT flow, outcome, source, messages, day FROM flow_day"
        " WHERE domain = ?1 AND day BETWEEN ?2 AND ?3",
        [&](const Statement& row) {
            const Result<bool> wanted = flows.has(row.integer(0));
            if (!wanted) looked = wanted.error();
            if (!wanted || !*wanted) return;
            const auto [entry, is_new] = sums.try_emplace(row.integer(2));
            SourceSum& sum = entry->second;
            add(sum.counts, static_cast<Outcome>(row.integer(1)), row.integer(3));
            if (is_new) sum.first = row.integer(4);
            sum.last = row.integer(4);  // days come in order
        },
        domain, days.from, days.to);
    if (!read) return read.error();
    if (!looked) return looked.error();
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
        const std::vector<std::int64_t> members = (*all)->members_of(found->id);
        const auto sums =
            sums_of(db, found->domain_row, range_of(period), FlowsOfPath(db, members, **directory));
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
