#include "http/report_json_parts.hpp"

#include <boost/json/array.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object fields_json(const model::FailureReport& report) {
    json::object out;
    for (const auto& [name, values] : report.fields) out[name] = text_array(values);
    return out;
}

json::value original_json(const std::optional<model::OriginalMail>& original) {
    if (!original) return nullptr;
    return json::object{
        {"part_type", text_or_null(original->part_type)},
        {"has_body", original->has_body},
        {"header_count", original->header_count},
        {"from", optional_text(original->from)},
        {"to", optional_text(original->to)},
        {"subject", optional_text(original->subject)},
        {"date", optional_text(original->date)},
        {"message_id", optional_text(original->message_id)},
    };
}

}  // namespace

json::object failure_json(const model::FailureReport& report) {
    const json::value source =
        report.source_ip ? json::value(report.source_ip->str()) : json::value(nullptr);
    return {
        {"kind", "failure"},
        {"feedback_type", optional_text(report.feedback_type)},
        {"user_agent", optional_text(report.user_agent)},
        {"version", optional_text(report.version)},
        {"auth_failure", text_array(report.auth_failure)},
        {"authentication_results", text_array(report.authentication_results)},
        {"identity_alignment", text_array(report.identity_alignment)},
        {"delivery_result", optional_text(report.delivery_result)},
        {"reported_domain", text_array(report.reported_domain)},
        {"source_ip", source},
        {"source_port", optional_number(report.source_port)},
        {"arrival_date", optional_text(report.arrival_date)},
        {"incidents", optional_number(report.incidents)},
        {"original_mail_from", optional_text(report.original_mail_from)},
        {"original_rcpt_to", text_array(report.original_rcpt_to)},
        {"original_envelope_id", optional_text(report.original_envelope_id)},
        {"reporting_mta", optional_text(report.reporting_mta)},
        {"dkim_domain", optional_text(report.dkim_domain)},
        {"dkim_identity", optional_text(report.dkim_identity)},
        {"dkim_selector", optional_text(report.dkim_selector)},
        {"spf_dns", optional_text(report.spf_dns)},
        {"is_dmarc_failure", report.is_dmarc_failure},
        {"original", original_json(report.original)},
        {"fields", fields_json(report)},
    };
}

}  // namespace sendpath::http
