#pragma once

#include "analysis/public_suffixes.hpp"
#include "analysis/reporter_rules.hpp"
#include "store/queries.hpp"

namespace sendpath::store {

// The questions about those who report; as those of store/queries.hpp. A reporter is an
// organisation, by org_name. A domain of a filter is the policy domain here, and where paths are
// looked at the From domain.

/// How one organisation reports, over a period.
struct ReporterQuality {
    std::string reporter;
    std::int64_t reports = 0;  ///< counted ones
    std::int64_t records = 0;
    std::int64_t messages = 0;
    Day first_day;
    Day last_day;
    std::int64_t days = 0;  ///< with reports
    analysis::Rhythm rhythm;
    /// Of reports that came by SMTP or from a mailbox; others do not tell when they arrived.
    std::optional<analysis::Delay> delay;
    std::int64_t duplicates = 0;  ///< deliveries of a report that was here
    std::int64_t conflicts = 0;   ///< reports of one identity with another content
    /// Records whose evaluated result its own authentication results do not bear out, and their
    /// messages; the latter as far as reports were read since they are counted.
    std::int64_t contradicting_records = 0;
    std::int64_t contradicting_messages = 0;
    /// Days of paths that others saw, too, and on which it says the opposite of them.
    std::int64_t compared = 0;
    std::int64_t differing = 0;
};

/// By messages, descending; also those whose only reports in the period do not count. Its cost is
/// by the reports of the period. @param today  against which a usual rhythm is held
[[nodiscard]] Result<std::vector<ReporterQuality>> reporter_quality(
    sqlite3& db, const Filter& filter, Day today, const analysis::PublicSuffixes& suffixes);

/// How far the data of a period is complete.
struct Completeness {
    std::vector<analysis::DayCompleteness> days;  ///< with data, ascending
    std::optional<Day> data_through;              ///< the last complete day; nullopt: none is
};
/// Its cost is by days, policy domains and reporters. Days past the newest mail are left out.
[[nodiscard]] Result<Completeness> completeness(sqlite3& db, const Filter& filter);

}  // namespace sendpath::store
