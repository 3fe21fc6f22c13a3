#include "http/raw_answer.hpp"
#include "http/report_json.hpp"
#include "http/report_row_json.hpp"
#include "http/route.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::array warnings_json(const std::vector<model::Warning>& warnings) {
    json::array array;
    for (const model::Warning& each : warnings)
        array.push_back(json::object{{"code", each.code}, {"detail", filled(each.detail)}});
    return array;
}

json::array skipped_json(const std::vector<model::SkippedRecord>& skipped) {
    json::array array;
    for (const model::SkippedRecord& each : skipped)
        array.push_back(json::object{
            {"code", each.code}, {"ordinal", each.ordinal}, {"detail", filled(each.detail)}});
    return array;
}

json::array arrivals_json(const std::vector<store::Arrival>& arrivals) {
    json::array array;
    for (const store::Arrival& each : arrivals)
        array.push_back(json::object{
            {"received", count(each.received)}, {"via", each.via}, {"name", filled(each.name)}});
    return array;
}

}  // namespace

Answer get_report(sqlite3& db, Call& call) {
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, {});
    if (!meta) return store_problem(meta.error());
    const Result<std::optional<store::ReportDetail>> found = store::report(db, {call.id});
    if (!found) return store_problem(found.error());
    if (!*found) return problem(404, "no such report");

    const store::ReportDetail& detail = **found;
    json::object data = report_row_json(detail.row);
    data["report"] = report_json(detail.report);
    data["warnings"] = warnings_json(detail.report.warnings);
    data["skipped"] = skipped_json(detail.report.skipped);
    data["arrivals"] = arrivals_json(detail.arrivals);
    return object_answer(std::move(data), *std::move(meta));
}

}  // namespace sendpath::http
