#include "http/page_answer.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object failure_json(const store::FailureRow& row) {
    json::object object;
    object["id"] = row.id.value;
    object["arrived"] = or_null(row.arrived);
    object["received"] = count(row.received);
    object["domain"] = filled(row.domain);
    object["source_ip"] = row.source ? json::value(row.source->str()) : json::value(nullptr);
    object["feedback_type"] = or_null(row.feedback_type);
    object["auth_failure"] = texts(row.auth_failure);
    object["delivery_result"] = or_null(row.delivery_result);
    object["identity_alignment"] = texts(row.identity_alignment);
    object["reporter"] = filled(row.reporter);
    object["subject"] = or_null(row.subject);
    return object;
}

}  // namespace

Answer get_failure_reports(sqlite3& db, Call& call) {
    store::FailuresQuestion question;
    question.filter = call.query.filter();
    question.network = call.query.network("ip");
    question.auth_failure = call.query.text("reason");
    question.text = call.query.text("q").value_or("");
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    auto page = [&] { return store::failure_reports(db, question); };
    return page_answer(db, call, question.filter, page, failure_json);
}

}  // namespace sendpath::http
