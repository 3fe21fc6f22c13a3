#include "store/source_sums.hpp"

#include "store/fold_cache.hpp"
#include "store/path_rows.hpp"
#include "store/path_sums.hpp"

namespace sendpath::store {
namespace {

constexpr std::size_t kFoldsMax = std::size_t{32} << 20U;  // octets
constexpr std::size_t kRowsMax = std::size_t{1} << 28U;    // 1 GB of places; damage beyond

/// The sources of some sheets of one From domain.
struct SourceFold {
    std::vector<SourceSum> sums;
    [[nodiscard]] std::size_t octets() const { return octets_of(sums); }
};

Result<void> add_runs(std::string_view runs, SourceTable& into) {
    bool fails = false;
    Result<void> added;
    const Result<void> read = each_item(
        runs,
        [&](std::int64_t reporter) {
            if (is_of_reporter(reporter)) return false;
            fails = is_of_failing(reporter);
            return true;
        },
        [&](std::int64_t source, std::int64_t messages) {
            if (added) added = into.add({source, messages, fails ? messages : 0});
        });
    return read ? added : read;
}

Result<SourceFold> fold_sources(sqlite3& db, std::int64_t domain, DayRange days) {
    SourceTable table;
    const Result<void> read = take_sheets(
        db, domain, days,
        [&](std::int64_t /*day*/, std::string_view runs) { return add_runs(runs, table); });
    if (!read) return read.error();
    SourceFold fold{table.take()};
    fold.sums.shrink_to_fit();
    return fold;
}

}  // namespace

Result<void> SourceTable::add(const SourceSum& sum) {
    const auto row = static_cast<std::size_t>(sum.source);
    if (row >= places_.size()) {
        if (row >= kRowsMax) return Error{Errc::bad_syntax, "path_sheet.runs is damaged"};
        places_.resize(std::max(row + 1, places_.size() * 2));
    }
    if (places_[row] == 0) {
        sums_.push_back({sum.source});
        places_[row] = static_cast<std::uint32_t>(sums_.size());
    }
    SourceSum& into = sums_[places_[row] - 1];
    into.messages += sum.messages;
    into.failing += sum.failing;
    return {};
}

std::vector<SourceSum> SourceTable::take() {
    for (const SourceSum& sum : sums_) places_[static_cast<std::size_t>(sum.source)] = 0;
    return std::exchange(sums_, {});
}

Result<SourceSums> SourceSums::of_period(sqlite3& db, DayRange days) {
    auto parts = SheetParts::of(db, days);
    if (!parts) return parts.error();
    return SourceSums(db, *std::move(parts));
}

Result<std::vector<SourceSum>> SourceSums::of(const std::vector<std::int64_t>& domains) {
    static FoldCache<SourceFold> remembered(kFoldsMax);
    for (const std::int64_t domain : domains) {
        const auto folds = remembered.folds(
            parts_, domain, [&](DayRange part) { return fold_sources(*db_, domain, part); });
        if (!folds) return folds.error();
        for (const auto& fold : *folds)
            for (const SourceSum& sum : fold->sums)
                if (const auto added = table_.add(sum); !added) return added.error();
    }
    return table_.take();
}

Result<std::vector<std::int64_t>> domains_with_sheets(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& among) {
    std::vector<std::int64_t> rows;
    const auto read = each_row(db,
                               "SELECT id FROM domain WHERE EXISTS"
                               " (SELECT 1 FROM path WHERE path.domain = domain.id) ORDER BY id",
                               [&](const Statement& row) {
                                   if (takes(among, row.integer(0))) rows.push_back(row.integer(0));
                               });
    if (!read) return read.error();
    return rows;
}

Result<bool> some_sheet_is_stale(sqlite3& db) {
    const auto stale = one_integer(db, "SELECT EXISTS (SELECT 1 FROM stale_sheet)");
    if (!stale) return stale.error();
    return *stale != 0;
}

}  // namespace sendpath::store
