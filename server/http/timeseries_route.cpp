#include "http/completeness_json.hpp"
#include "http/path_json.hpp"
#include "http/route.hpp"

namespace sendpath::http {
namespace {

using Days = Result<std::optional<std::vector<store::DayCounts>>>;

/// Of one path, or of all that the filter has. nullopt: there is no such path in the period.
Days days_of(sqlite3& db, const Call& call, const store::Filter& filter,
             std::optional<std::int64_t> path) {
    if (!path) {
        auto days = store::counts_by_day(db, filter);
        if (!days) return days.error();
        return std::optional(*std::move(days));
    }
    auto found = store::path(db, *path, filter.period, call.suffixes);
    if (!found) return found.error();
    if (!*found) return std::optional<std::vector<store::DayCounts>>();
    return std::optional(std::move((*found)->days));
}

}  // namespace

Answer get_timeseries(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    const auto path = call.query.row_id("path");
    if (path && !filter.domains.empty()) call.query.fail("domain", "not together with `path`");
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<boost::json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const Days days = days_of(db, call, filter, path);
    if (!days) return store_problem(days.error());
    if (!*days) return problem(404, kNoPath);
    const auto complete = store::completeness(db, filter);
    if (!complete) return store_problem(complete.error());
    put_completeness(*meta, *complete);
    auto data = array_of(
        **days, [&](const store::DayCounts& day) { return told_day_json(day, *complete); });
    return list_answer(std::move(data), std::nullopt, *std::move(meta));
}

}  // namespace sendpath::http
