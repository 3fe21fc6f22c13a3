#pragma once

#include "store/queries.hpp"

namespace sendpath::store {

/// What one organisation told of one day.
struct ReporterDay {
    Day day;
    std::int64_t reports = 0;
    std::int64_t messages = 0;
};

/// The days that one organisation has told of, ascending.
struct ReporterCalendar {
    std::string reporter;
    std::vector<ReporterDay> days;
};

/// By name. From the rollups: its cost is by days, policy domains and reporters.
[[nodiscard]] Result<std::vector<ReporterCalendar>> reporter_calendars(sqlite3& db,
                                                                       const Filter& filter);

}  // namespace sendpath::store
