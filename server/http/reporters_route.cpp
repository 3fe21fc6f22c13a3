#include "http/json_parts.hpp"
#include "http/route.hpp"
#include "store/reporter_days.hpp"
#include "store/reporter_queries.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::ReporterCalendar;

json::object reporter_day_json(const store::ReporterDay& day) {
    return {{"day", time::date(day.day)}, {"reports", day.reports}, {"messages", day.messages}};
}

json::value delay_json(const std::optional<analysis::Delay>& delay) {
    if (!delay) return nullptr;
    json::object object;
    object["median"] = delay->median.count();
    object["most"] = delay->most.count();
    object["reports"] = delay->reports;
    return object;
}

json::object reporter_json(const store::ReporterQuality& row,
                           const std::vector<ReporterCalendar>& calendars) {
    json::object object;
    object["reporter"] = row.reporter;
    object["reports"] = row.reports;
    object["records"] = row.records;
    object["messages"] = row.messages;
    object["first_day"] = time::date(row.first_day);
    object["last_day"] = time::date(row.last_day);
    object["days"] = row.days;
    object["usual_gap"] = row.rhythm.usual_gap;
    object["silent"] = row.rhythm.silent;
    object["delay"] = delay_json(row.delay);
    object["duplicates"] = row.duplicates;
    object["conflicts"] = row.conflicts;
    object["contradicting_records"] = row.contradicting_records;
    object["contradicting_messages"] = row.contradicting_messages;
    object["compared"] = row.compared;
    object["differing"] = row.differing;
    const auto calendar =
        std::ranges::lower_bound(calendars, row.reporter, {}, &ReporterCalendar::reporter);
    const bool known = calendar != calendars.end() && calendar->reporter == row.reporter;
    object["calendar"] = known ? array_of(calendar->days, reporter_day_json) : json::array();
    return object;
}

}  // namespace

Answer get_ingest_reporters(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const auto found = store::reporter_quality(db, filter, call.today, call.suffixes);
    if (!found) return store_problem(found.error());
    const auto calendars = store::reporter_calendars(db, filter);
    if (!calendars) return store_problem(calendars.error());
    json::array data = array_of(
        *found, [&](const store::ReporterQuality& row) { return reporter_json(row, *calendars); });
    return list_answer(std::move(data), std::nullopt, *std::move(meta));
}

}  // namespace sendpath::http
