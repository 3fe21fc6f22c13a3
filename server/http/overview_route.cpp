#include "http/json_parts.hpp"
#include "http/route.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object domain_json(const store::DomainRow& row) {
    json::object object;
    object["domain"] = row.domain;
    put_counts(object, row.counts);
    object["counted"] = true;  // the sums hold nothing else
    object["policy"] = nullptr;
    if (row.policy) {
        json::object policy = policy_json(*row.policy);
        policy["seen"] = or_null(row.policy_seen);
        object["policy"] = std::move(policy);
    }
    return object;
}

json::object overview_json(const store::Overview& overview) {
    json::object object;
    put_counts(object, overview.counts);
    object["reports"] = overview.reports;
    object["records"] = overview.records;
    object["sources"] = overview.sources;
    object["failing_sources"] = overview.failing_sources;
    object["reporters"] = overview.reporters;
    json::array domains;
    for (const store::DomainRow& row : overview.domains) domains.push_back(domain_json(row));
    object["domains"] = std::move(domains);
    object["held"] = overview.held;
    object["duplicates"] = overview.duplicates;
    object["conflicts"] = overview.conflicts;
    object["skipped_records"] = overview.skipped_records;
    object["foreign_reports"] = overview.foreign_reports;
    return object;
}

}  // namespace

Answer get_overview(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const Result<store::Overview> overview = store::overview(db, filter);
    if (!overview) return store_problem(overview.error());
    return object_answer(overview_json(*overview), *std::move(meta));
}

}  // namespace sendpath::http
