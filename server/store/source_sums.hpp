#pragma once

#include "store/question.hpp"

namespace sendpath::store {

/// Messages of a source of some From domains over a period.
struct SourceSum {
    std::int64_t source = 0;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// Sums the runs that the sheets keep of sources: its cost is by days and sources, not by records.
class SourceSums {
public:
    enum class Runs : std::uint8_t { all, failing };  ///< which messages are summed

    SourceSums(sqlite3& db, DayRange days, Runs runs) : db_(&db), days_(days), runs_(runs) {}

    /// Of these From domains together, in no order. Errors: io, bad_syntax (damaged).
    [[nodiscard]] Result<std::vector<SourceSum>> of(const std::vector<std::int64_t>& domains);

private:
    [[nodiscard]] Result<void> add(std::string_view runs);

    sqlite3* db_;
    DayRange days_;
    Runs runs_;
    std::vector<std::uint32_t> places_;  // in sums_, from 1, by row of source: rows are dense
    std::vector<SourceSum> sums_;
};

/// From domains that have sheets, sorted, those of a filter alone; see domain_rows().
[[nodiscard]] Result<std::vector<std::int64_t>> domains_with_sheets(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& among);

/// Whether some sheet waits to be made again, so that the sheets do not tell all. Errors: io.
[[nodiscard]] Result<bool> some_sheet_is_stale(sqlite3& db);

}  // namespace sendpath::store
