#include "http/page_answer.hpp"
#include "http/report_row_json.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::ReportKind;
using store::ReportState;

constexpr std::array<QueryReader::Choice<ReportKind>, 3> kKinds{
    {{"aggregate", ReportKind::aggregate},
     {"failure", ReportKind::failure},
     {"tls", ReportKind::tls}}};
constexpr std::array<QueryReader::Choice<ReportState>, 3> kStates{
    {{"counted", ReportState::counted},
     {"superseded", ReportState::superseded},
     {"foreign", ReportState::foreign}}};

std::string_view name(model::Generation generation) {
    switch (generation) {
        case model::Generation::rfc7489: return "rfc7489";
        case model::Generation::rfc9990: return "rfc9990";
    }
    return {};
}

}  // namespace

json::object report_row_json(const store::ReportRow& row) {
    json::object object;
    object["id"] = row.id.value;
    object["kind"] = store::name(row.kind);
    object["org_name"] = row.org_name;
    object["email"] = or_null(row.email);
    object["report_id"] = row.report_id;
    object["domain"] = row.domain;
    object["begin"] = count(row.begin);
    object["end"] = count(row.end);
    object["day"] = time::date(row.day);
    object["received"] = count(row.received);
    object["records"] = row.records;
    object["messages"] = row.messages;
    object["failing"] = row.failing;
    object["format"] = name(row.generation);
    object["warnings"] = row.warnings;
    object["skipped"] = row.skipped;
    object["deliveries"] = row.deliveries;
    object["state"] = store::name(row.state);
    object["conflict"] = row.conflict;
    object["multi_day"] = row.multi_day;
    return object;
}

Answer get_reports(sqlite3& db, Call& call) {
    store::ReportsQuestion question;
    question.filter = call.query.filter();
    question.kind = call.query.choice("kind", kKinds).value_or(ReportKind::aggregate);
    question.reporter = call.query.text("reporter");
    question.state = call.query.choice("state", kStates);
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    auto page = [&] { return store::reports(db, question); };
    return page_answer(db, call, question.filter, page, report_row_json);
}

}  // namespace sendpath::http
