#include "http/json_parts.hpp"
#include "http/route.hpp"

namespace sendpath::http {

namespace json = boost::json;

Answer get_timeseries(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const auto days = store::counts_by_day(db, filter);
    if (!days) return store_problem(days.error());

    json::array data;
    for (const store::DayCounts& each : *days) {
        json::object object;
        object["day"] = time::date(each.day);
        put_counts(object, each.counts);
        data.push_back(std::move(object));
    }
    return list_answer(std::move(data), std::nullopt, *std::move(meta));
}

}  // namespace sendpath::http
