#include "http/path_evidence.hpp"
#include "http/path_json.hpp"
#include "http/route.hpp"

#include <limits>

namespace sendpath::http {
namespace {

namespace json = boost::json;

/// Answers what is asked about one path: `tell(detail, meta)`, once it was found.
template <class Tell>
Answer about_path(sqlite3& db, Call& call, Tell tell) {
    const store::Period period = call.query.period();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, {{}, period});
    if (!meta) return store_problem(meta.error());
    const auto found = store::path(db, call.id, period, call.suffixes);
    if (!found) return store_problem(found.error());
    if (!*found) return problem(404, kNoPath);
    return tell(**found, *std::move(meta));
}

json::object path_source_json(const store::PathSourceRow& row, store::SourceNames& names) {
    json::object object;
    object["source_ip"] = row.source.str();
    put_name(object, names.of(row.source));
    put_counts(object, row.counts);
    object["first_day"] = time::date(row.first_day);
    object["last_day"] = time::date(row.last_day);
    return object;
}

}  // namespace

Answer get_path(sqlite3& db, Call& call) {
    return about_path(db, call, [](const store::PathDetail& detail, json::object meta) {
        return object_answer(path_detail_json(detail), std::move(meta));
    });
}

Answer get_path_evidence(sqlite3& db, Call& call) {
    return about_path(db, call, [&](const store::PathDetail& detail, json::object meta) {
        const auto policy = store::newest_policy(db, detail.row.domain);
        if (!policy) return store_problem(policy.error());
        return object_answer(evidence_json(detail, *policy, call.suffixes), std::move(meta));
    });
}

Answer get_path_reporters(sqlite3& db, Call& call) {
    return about_path(db, call, [](const store::PathDetail& detail, json::object meta) {
        json::array data = array_of(detail.reporters, reporter_json);
        return list_answer(std::move(data), std::nullopt, std::move(meta));
    });
}

Answer get_path_sources(sqlite3& db, Call& call) {
    const store::Period period = call.query.period();
    const std::size_t asked = call.query.limit();
    const std::size_t limit =
        call.whole_list ? std::numeric_limits<std::size_t>::max() : asked;  // it has no pages
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, {{}, period});
    if (!meta) return store_problem(meta.error());
    const auto found = store::path_sources(db, call.id, period, limit, call.suffixes);
    if (!found) return store_problem(found.error());
    if (found->sources == 0) return problem(404, kNoPath);
    (*meta)["sources"] = found->sources;
    store::SourceNames names(db);
    json::array data = array_of(
        found->rows, [&](const store::PathSourceRow& row) { return path_source_json(row, names); });
    if (names.error()) return store_problem(*names.error());
    return list_answer(std::move(data), std::nullopt, *std::move(meta));
}

}  // namespace sendpath::http
