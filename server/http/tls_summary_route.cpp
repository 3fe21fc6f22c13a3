#include "http/json_parts.hpp"
#include "http/route.hpp"
#include "store/tls_summary.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

void put_sessions(json::object& object, const store::TlsCounts& sessions) {
    object["successful"] = sessions.successful;
    object["failed"] = sessions.failed;
}

json::object tls_day_json(const store::TlsDay& day) {
    json::object object{{"day", time::date(day.day)}};
    put_sessions(object, day.sessions);
    return object;
}

/// Under the name that says what kind of part it is.
auto part_json(std::string_view kind) {
    return [kind](const store::TlsPart& part) {
        json::object object{{kind, filled(part.name)}};
        put_sessions(object, part.sessions);
        return object;
    };
}

json::object failure_type_json(const store::TlsFailureType& failure) {
    return {{"result_type", failure.type},
            {"sessions", failure.sessions},
            {"receiving_mx", texts(failure.receiving_mx)},
            {"reporters", texts(failure.reporters)}};
}

json::object tls_domain_json(const store::TlsDomain& row) {
    json::object object;
    object["domain"] = row.domain;
    object["reports"] = row.reports;
    put_sessions(object, row.sessions);
    object["days"] = array_of(row.days, tls_day_json);
    object["policies"] = array_of(row.policies, part_json("type"));
    object["reporters"] = array_of(row.reporters, part_json("reporter"));
    object["failures"] = array_of(row.failures, failure_type_json);
    return object;
}

}  // namespace

Answer get_tls_summary(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const auto found = store::tls_summary(db, filter);
    if (!found) return store_problem(found.error());
    return list_answer(array_of(*found, tls_domain_json), std::nullopt, *std::move(meta));
}

}  // namespace sendpath::http
