#include "store/question.hpp"
#include "store/reporter_queries.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {
namespace {

Result<std::int64_t> latest_day(sqlite3& db) {
    return one_integer(db, fmt::format("SELECT {}", kLatestDay));
}

/// What organisations told of, with a window before and after the days asked about.
Result<std::vector<analysis::ToldDay>> told_days(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& domains, DayRange days) {
    std::vector<analysis::ToldDay> told;
    const auto read = each_row(
        db,
        // Row numbers of the first reporter of each organisation stand for it.
        fmt::format("WITH organization AS (SELECT id, min(id) OVER (PARTITION BY org_name) AS first"
                    "                        FROM reporter)"
                    " SELECT first, day, messages FROM reporter_day"
                    "  JOIN organization ON organization.id = reporter"
                    " WHERE {}day BETWEEN ?1 AND ?2",
                    among("domain", domains)),
        [&](const Statement& row) {
            told.push_back({row.integer(0), day(row.integer(1)), row.integer(2)});
        },
        days.from - analysis::kUsualWindow, days.to + analysis::kUsualWindow);
    if (!read) return read.error();
    return told;
}

}  // namespace

Result<Completeness> completeness(sqlite3& db, const Filter& filter) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    const auto latest = latest_day(db);
    if (!latest) return latest.error();
    DayRange days = range_of(filter.period);
    days.to = std::min(days.to, *latest);
    const auto told = told_days(db, *domains, days);
    if (!told) return told.error();
    Completeness answer;
    answer.days = analysis::completeness_of(*told, day(days.from), day(days.to));
    for (const analysis::DayCompleteness& each : answer.days)
        if (each.is_complete()) answer.data_through = each.day;
    return answer;
}

}  // namespace sendpath::store
