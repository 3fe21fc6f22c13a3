#pragma once

#include "analysis/path_evidence.hpp"
#include "store/path_directory.hpp"
#include "store/question.hpp"
#include "store/sheet.hpp"

namespace sendpath::store {

/// Messages of one cell, over a period.
struct CellSum {
    Cell cell = 0;
    std::int64_t messages = 0;
};

/// What one reporting organisation saw of a path, over a period.
struct ReporterSum {
    std::uint32_t path = 0;
    std::uint32_t organization = 0;  ///< PathDirectory::reporting_organizations()
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// When a path was seen in a period.
struct PathDays {
    std::int64_t path = 0;
    std::int64_t first = 0;
    std::int64_t last = -1;
    std::int64_t days = 0;
    /// The first of its days: a path that is gathered has no more of them than messages.
    std::array<std::int32_t, analysis::kFewMessages - 1> early{};

    void add(std::int64_t day);
};

/// A day on which the path `unknown` of a From domain was seen.
struct UnknownDay {
    std::int64_t path = 0;
    std::int64_t day = 0;
};

/// All sheets of a period, summed.
struct PathSums {
    std::vector<CellSum> cells;          ///< by domain, then cell
    std::vector<ReporterSum> reporters;  ///< by domain, then path and organisation
    std::vector<PathDays> days;          ///< by domain, then path
    std::vector<UnknownDay> unknown;     ///< by domain, then day
    /// Sources of strangers, which have no path of their own, each once; of one From domain alone.
    std::vector<std::uint32_t> stranger_sources;
    std::map<std::int64_t, std::int64_t> strangers;  ///< how many, by From domain

    [[nodiscard]] std::size_t octets() const;
};

/// Sums of the sheets of all From domains. What did not change since it was last asked is
/// remembered; the cost of the rest is by days, paths and reporters, not by records.
/// Errors: io, bad_syntax (damaged).
[[nodiscard]] Result<PathSums> path_sums(sqlite3& db, const PathDirectory& directory,
                                         DayRange days);

/// Calls row(day, runs) for each sheet of a From domain, in the order of days.
template <class Row>
[[nodiscard]] Result<void> each_sheet(sqlite3& db, std::int64_t domain, DayRange days, Row row) {
    return each_row(
        db, "SELECT key, runs FROM path_sheet WHERE key BETWEEN ?1 AND ?2",
        [&](const Statement& each) { row(day_of_sheet(each.integer(0)), each.view(1)); },
        sheet_key(domain, days.from), sheet_key(domain, days.to));
}

/// As each_sheet(), until `take(day, runs)`, a Result<void>, fails. Errors: its own, too.
template <class Take>
[[nodiscard]] Result<void> take_sheets(sqlite3& db, std::int64_t domain, DayRange days, Take take) {
    Result<void> taken;
    const Result<void> asked =
        each_sheet(db, domain, days, [&](std::int64_t day, std::string_view runs) {
            if (taken) taken = take(day, runs);
        });
    return asked ? taken : asked;
}

}  // namespace sendpath::store
