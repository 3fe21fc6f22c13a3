#pragma once

#include "store/question.hpp"
#include "store/sum_table.hpp"

namespace sendpath::store {

/// Messages of a source of one From domain over a period.
struct SourceSum {
    std::int64_t source = 0;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// From the runs that the sheets of the domain keep of sources: its cost is by days and sources,
/// not by records. By row of source. Errors: io, bad_syntax (damaged).
[[nodiscard]] Result<std::vector<SourceSum>> source_sums(sqlite3& db, std::int64_t domain,
                                                         DayRange days);

/// Distinct sources of some From domains over a period.
struct SourceNumbers {
    std::int64_t sources = 0;
    std::int64_t failing = 0;
};
[[nodiscard]] Result<SourceNumbers> count_sources(sqlite3& db,
                                                  const std::vector<std::int64_t>& domains,
                                                  DayRange days);

/// From domains that have sheets, sorted, those of a filter alone; see domain_rows().
[[nodiscard]] Result<std::vector<std::int64_t>> domains_with_sheets(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& among);

/// Whether some sheet waits to be made again, so that the sheets do not tell all. Errors: io.
[[nodiscard]] Result<bool> some_sheet_is_stale(sqlite3& db);

}  // namespace sendpath::store
