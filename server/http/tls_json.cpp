#include "http/report_json_parts.hpp"

#include <boost/json/array.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object detail_json(const model::TlsFailure& failure) {
    return {
        {"result_type", text_or_null(failure.result_type)},
        {"sending_mta_ip", optional_text(failure.sending_mta_ip)},
        {"receiving_ip", optional_text(failure.receiving_ip)},
        {"receiving_mx_hostname", optional_text(failure.receiving_mx_hostname)},
        {"receiving_mx_helo", optional_text(failure.receiving_mx_helo)},
        {"count", optional_number(failure.sessions)},
        {"info", optional_text(failure.additional_information)},
        {"reason_code", optional_text(failure.reason_code)},
    };
}

json::object policy_json(const model::TlsPolicy& policy) {
    json::array details;
    for (const model::TlsFailure& failure : policy.failures)
        details.push_back(detail_json(failure));
    return {
        {"type", optional_text(policy.type)},
        {"domain", optional_text(policy.domain)},
        {"strings", text_array(policy.strings)},
        {"mx_hosts", text_array(policy.mx_hosts)},
        {"success", optional_number(policy.successful)},
        {"failure", optional_number(policy.failed)},
        {"details", std::move(details)},
    };
}

}  // namespace

json::object tls_json(const model::TlsReport& report) {
    std::int64_t successful = 0;
    std::int64_t failed = 0;
    std::int64_t details = 0;
    json::array policies;
    for (const model::TlsPolicy& policy : report.policies) {
        successful += policy.successful.value_or(0);
        failed += policy.failed.value_or(0);
        details += static_cast<std::int64_t>(policy.failures.size());
        policies.push_back(policy_json(policy));
    }
    return {
        {"kind", "tls"},
        {"organization", optional_text(report.organization)},
        {"contact", optional_text(report.contact)},
        {"report_id", text_or_null(report.report_id)},
        {"begin", count(report.begin)},
        {"end", count(report.end)},
        {"totals", json::object{{"policies", static_cast<std::int64_t>(report.policies.size())},
                                {"success", successful},
                                {"failure", failed},
                                {"details", details}}},
        {"policies", std::move(policies)},
    };
}

}  // namespace sendpath::http
