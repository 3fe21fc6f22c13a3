#include "http/page_answer.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object tls_json(const store::TlsRow& row) {
    json::object object;
    object["id"] = row.id.value;
    object["organization"] = filled(row.organization);
    object["report_id"] = row.report_id;
    object["begin"] = count(row.begin);
    object["end"] = count(row.end);
    object["received"] = count(row.received);
    object["domains"] = texts(row.domains);
    object["successful"] = row.successful;
    object["failed"] = row.failed;
    json::object types;
    for (const auto& [type, sessions] : row.result_types) types[type] = sessions;
    object["result_types"] = std::move(types);
    return object;
}

}  // namespace

Answer get_tls_reports(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    const std::size_t limit = call.query.limit();
    const std::optional<store::Position> after = call.query.cursor();
    auto page = [&] { return store::tls_reports(db, filter, limit, after); };
    return page_answer(db, call, filter, page, tls_json);
}

}  // namespace sendpath::http
