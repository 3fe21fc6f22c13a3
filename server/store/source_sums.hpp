#pragma once

#include "store/sheet_parts.hpp"

namespace sendpath::store {

/// Messages of a source of some From domains over a period.
struct SourceSum {
    std::int64_t source = 0;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// Adds up by row of source, which are dense numbers.
class SourceTable {
public:
    /// Errors: bad_syntax (no row of a store that fits in a file).
    [[nodiscard]] Result<void> add(const SourceSum& sum);
    /// What was added, in no order; the table is empty then.
    [[nodiscard]] std::vector<SourceSum> take();

private:
    std::vector<std::uint32_t> places_;  // in sums_, from 1, by row
    std::vector<SourceSum> sums_;
};

/// Sums of the runs that the sheets keep of sources. What did not change since it was last asked is
/// remembered; the cost of the rest is by days and sources, not by records.
class SourceSums {
public:
    /// Errors: io.
    [[nodiscard]] static Result<SourceSums> of_period(sqlite3& db, DayRange days);

    /// Of these From domains together, in no order. Errors: io, bad_syntax (damaged).
    [[nodiscard]] Result<std::vector<SourceSum>> of(const std::vector<std::int64_t>& domains);

private:
    SourceSums(sqlite3& db, SheetParts parts) : db_(&db), parts_(std::move(parts)) {}

    sqlite3* db_;
    SheetParts parts_;
    SourceTable table_;
};

/// From domains that have sheets, sorted, those of a filter alone; see domain_rows().
[[nodiscard]] Result<std::vector<std::int64_t>> domains_with_sheets(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& among);

/// Whether some sheet waits to be made again, so that the sheets do not tell all. Errors: io.
[[nodiscard]] Result<bool> some_sheet_is_stale(sqlite3& db);

}  // namespace sendpath::store
