#include "store/identity.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

ReportFacts facts(const model::AggregateReport& report, Seconds /*received*/) {
    return {.kind = ReportKind::aggregate,
            .org_name = report.org_name,
            .email = report.email,
            .domain = report.policy.domain.str(),
            .report_id = report.report_id,
            .begin = report.begin,
            .end = report.end};
}

ReportFacts facts(const model::FailureReport& report, Seconds received) {
    const Seconds arrived = report.arrived.value_or(received);
    return {.kind = ReportKind::failure,
            .org_name = report.user_agent.value_or(report.reporting_mta.value_or("")),
            .email = std::nullopt,
            .domain = report.domain,
            .report_id = report.original_envelope_id.value_or(""),
            .begin = arrived,
            .end = arrived};
}

ReportFacts facts(const model::TlsReport& report, Seconds /*received*/) {
    std::string domain;
    for (const model::TlsPolicy& policy : report.policies)
        if (domain.empty() && policy.domain) domain = *policy.domain;
    return {.kind = ReportKind::tls,
            .org_name = report.organization.value_or(""),
            .email = report.contact,
            .domain = domain,
            .report_id = report.report_id,
            .begin = report.begin,
            .end = report.end};
}

/// "<abc@rep>" and "abc@rep" are one id; it is never cut at the '@'.
std::string_view without_brackets(std::string_view id) {
    id = text::trimmed(id);
    if (id.starts_with('<') && id.ends_with('>')) id = id.substr(1, id.size() - 2);
    return id;
}

}  // namespace

ReportFacts facts_of(const model::Report& report, Seconds received) {
    return std::visit([&](const auto& body) { return facts(body, received); }, report.body);
}

Digest identity_of(const model::Report& report, const ReportFacts& facts) {
    if (facts.kind == ReportKind::failure || report.identity_derived) {
        std::string key = fmt::format("content\x1f{}\x1f", static_cast<int>(facts.kind));
        key.append(reinterpret_cast<const char*>(report.content.data()), report.content.size());
        return digest_of(key);
    }
    const std::string email = facts.email.value_or("");
    const std::size_t at = email.rfind('@');
    std::string domains = facts.domain;
    if (const auto* tls = std::get_if<model::TlsReport>(&report.body)) {
        domains.clear();
        for (const model::TlsPolicy& policy : tls->policies)
            domains.append(policy.domain.value_or("")).append(",");
    }
    return digest_of(fmt::format(
        "report\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", static_cast<int>(facts.kind),
        text::lowered(facts.org_name),
        at == std::string::npos ? std::string() : text::lowered(email.substr(at + 1)), domains,
        without_brackets(facts.report_id), count(facts.begin), count(facts.end)));
}

}  // namespace sendpath::store
