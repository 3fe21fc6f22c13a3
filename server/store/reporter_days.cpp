#include "store/reporter_days.hpp"

#include "store/question.hpp"

#include <fmt/format.h>

namespace sendpath::store {

Result<std::vector<ReporterCalendar>> reporter_calendars(sqlite3& db, const Filter& filter) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    const DayRange days = range_of(filter.period);
    std::vector<ReporterCalendar> calendars;
    const auto asked = each_row(
        db,
        fmt::format("SELECT org_name, day, sum(reports), sum(messages) FROM reporter_day"
                    "  JOIN reporter ON reporter.id = reporter"
                    " WHERE {}day BETWEEN ?1 AND ?2 GROUP BY org_name, day ORDER BY org_name, day",
                    *domains ? "domain IN " + in_list(**domains) + " AND " : std::string()),
        [&](const Statement& row) {
            if (calendars.empty() || calendars.back().reporter != row.view(0))
                calendars.push_back({row.text(0), {}});
            calendars.back().days.push_back({day(row.integer(1)), row.integer(2), row.integer(3)});
        },
        days.from, days.to);
    if (!asked) return asked.error();
    return calendars;
}

}  // namespace sendpath::store
