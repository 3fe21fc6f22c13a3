#include "http/mail_outcome.hpp"

#include "store/queries.hpp"

#include <boost/json/array.hpp>

namespace sendpath::http {

namespace json = boost::json;

namespace {

std::string_view outcome_name(store::Added added) {
    switch (added) {
        case store::Added::counted: return "new";
        case store::Added::duplicate: return "duplicate";
        case store::Added::conflict: return "conflict";
        case store::Added::foreign: return "foreign";
    }
    return {};
}

json::object report_json(const ingest::ReportOutcome& report) {
    json::object object;
    object["id"] = report.id.value;
    object["kind"] = store::name(report.kind);
    object["org_name"] = report.org_name;
    object["domain"] = report.domain;
    object["report_id"] = report.report_id;
    object["outcome"] = outcome_name(report.added);
    return object;
}

}  // namespace

json::object outcome_json(const ingest::MailOutcome& mail) {
    json::object object;
    object["intake"] = mail.intake.value;
    object["state"] = store::name(mail.state);
    object["known"] = mail.known;
    json::array reports;
    for (const ingest::ReportOutcome& each : mail.reports) reports.push_back(report_json(each));
    object["reports"] = std::move(reports);
    json::array held;
    for (const model::Held& each : mail.held)
        held.push_back(json::object{{"reason", model::name(each.reason)},
                                    {"detail", each.detail},
                                    {"advice", model::advice(each.reason)}});
    object["held"] = std::move(held);
    return object;
}

}  // namespace sendpath::http
