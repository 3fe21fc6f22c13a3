#include "store/source_sums.hpp"

#include "store/path_rows.hpp"
#include "store/path_sums.hpp"

namespace sendpath::store {
namespace {

Result<void> add_sources(sqlite3& db, std::int64_t domain, DayRange days, SumTable& into) {
    Result<void> read;
    const auto asked = each_sheet(db, domain, days, [&](std::int64_t, std::string_view runs) {
        if (!read) return;
        read = each_item(
            runs, [](std::int64_t reporter) { return reporter == kSources; },
            [&](std::int64_t cell, std::int64_t messages) {
                into.add(static_cast<std::uint64_t>(cell), messages);
            });
    });
    return asked ? read : asked;
}

/// A source has at most two sums, which follow each other.
std::vector<SourceSum> joined(SumTable& table) {
    std::vector<SourceSum> sums;
    for (const SumTable::Slot& slot : table.take_in_order()) {
        const auto cell = static_cast<std::int64_t>(slot.key);
        if (sums.empty() || sums.back().source != source_of(cell))
            sums.push_back({source_of(cell)});
        sums.back().messages += slot.messages;
        if (is_failing(cell)) sums.back().failing += slot.messages;
    }
    return sums;
}

}  // namespace

Result<std::vector<SourceSum>> source_sums(sqlite3& db, std::int64_t domain, DayRange days) {
    SumTable table;
    const Result<void> read = add_sources(db, domain, days, table);
    if (!read) return read.error();
    return joined(table);
}

Result<SourceNumbers> count_sources(sqlite3& db, const std::vector<std::int64_t>& domains,
                                    DayRange days) {
    SumTable table;
    for (const std::int64_t domain : domains) {
        const Result<void> read = add_sources(db, domain, days, table);
        if (!read) return read.error();
    }
    SourceNumbers numbers;
    for (const SourceSum& sum : joined(table)) {
        ++numbers.sources;
        if (sum.failing > 0) ++numbers.failing;
    }
    return numbers;
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
