#include "support/made_reports.hpp"

namespace sendpath::test {
namespace {

std::uint32_t auth_set(model::AggregateReport& report, const MadeRecord& made) {
    model::AuthSet set;
    if (!made.dkim_domain.empty()) {
        model::DkimAuth& auth = set.dkim.emplace_back();
        auth.domain = report.words.intern(made.dkim_domain);
        auth.selector = report.words.intern("s1");
        auth.result = model::DkimResult::pass;
    }
    if (!made.spf_domain.empty()) {
        model::SpfAuth& auth = set.spf.emplace_back();
        auth.domain = report.words.intern(made.spf_domain);
        auth.scope = model::SpfScope::mfrom;
        auth.result = made.spf_result;
    }
    for (std::size_t i = 0; i < report.auth_sets.size(); ++i)
        if (report.auth_sets[i] == set) return static_cast<std::uint32_t>(i);
    report.auth_sets.push_back(set);
    return static_cast<std::uint32_t>(report.auth_sets.size() - 1);
}

void add_record(model::AggregateReport& report, const MadeRecord& made) {
    model::Record record;
    record.source = *model::IpAddress::parse(made.source);
    record.messages = made.messages;
    record.disposition = made.disposition;
    record.dkim = made.dkim;
    record.spf = made.spf;
    record.header_from = report.words.intern(made.header_from);
    if (made.bounces) record.envelope_from = report.words.intern("bounce." + made.header_from);
    record.auth_set = auth_set(report, made);
    if (!made.reason.empty()) {
        record.first_reason = static_cast<std::uint32_t>(report.reasons.size());
        record.reason_count = 1;
        report.reasons.push_back({report.words.intern(made.reason), model::kNoWord});
    }
    report.records.push_back(record);
}

}  // namespace

model::Report aggregate(const MadeReport& made) {
    model::AggregateReport report;
    report.org_name = made.org;
    if (!made.email.empty()) report.email = made.email;
    report.report_id = made.id;
    report.begin = seconds(made.day * kDaySeconds);
    report.end = seconds((made.day + made.days) * kDaySeconds - 1);
    report.policy.domain = *model::DomainName::parse(made.domain);
    report.policy.p = made.p;
    std::string said = made.id + made.org + made.domain + made.content + made.p +
                       std::to_string(made.day) + "+" + std::to_string(made.days);
    for (const MadeRecord& each : made.records) {
        add_record(report, each);
        said += each.source + each.header_from + std::to_string(each.messages);
    }
    model::Report whole;
    whole.body = std::move(report);
    whole.content = digest_of(said);
    return whole;
}

model::Report failure(const std::string& subject, const std::string& domain, std::int64_t day) {
    model::FailureReport report;
    report.fields = {{"feedback-type", {"auth-failure"}}, {"x-odd", {"one", "two"}}};
    report.feedback_type = "auth-failure";
    report.user_agent = "Reporter/1.0";
    report.version = "1";
    report.auth_failure = {"dmarc", "spf"};
    report.authentication_results = {"mx.receiver.example; dmarc=fail"};
    report.identity_alignment = {"dkim"};
    report.delivery_result = "reject";
    report.reported_domain = {domain};
    report.source_ip = *model::IpAddress::parse("2001:db8::25");
    report.source_port = 2525;
    report.arrival_date = "Thu, 1 Jan 2026 12:00:00 +0000";
    report.incidents = 3;
    report.original_mail_from = "news@" + domain;
    report.original_rcpt_to = {"someone@receiver.example"};
    report.original_envelope_id = "e1";
    report.reporting_mta = "dns; mx.receiver.example";
    report.dkim_domain = domain;
    report.dkim_identity = "@" + domain;
    report.dkim_selector = "s1";
    report.spf_dns = "txt : " + domain + " : v=spf1 -all";
    report.original = model::OriginalMail{.part_type = "text/rfc822-headers",
                                          .has_body = false,
                                          .header_count = 2,
                                          .from = "News <news@" + domain + ">",
                                          .to = "someone@receiver.example",
                                          .subject = subject,
                                          .date = "Thu, 1 Jan 2026 11:59:59 +0000",
                                          .message_id = "<m1@" + domain + ">",
                                          .header = "Subject: " + subject + "\r\n"};
    report.is_dmarc_failure = true;
    report.domain = domain;
    report.arrived = seconds(day * kDaySeconds + kDaySeconds / 2);
    model::Report whole;
    whole.body = std::move(report);
    whole.content = digest_of(subject + domain + std::to_string(day));
    return whole;
}

model::Report tls(const std::string& id, const std::vector<std::string>& domains,
                  std::int64_t day) {
    model::TlsReport report;
    report.organization = "Receiver One";
    report.contact = "tls@receiver.example";
    report.report_id = id;
    report.begin = seconds(day * kDaySeconds);
    report.end = seconds((day + 1) * kDaySeconds - 1);
    std::string said = id;
    for (const std::string& domain : domains) {
        model::TlsPolicy& policy = report.policies.emplace_back();
        policy.type = "sts";
        policy.strings = {"version: STSv1", "mode: enforce"};
        policy.domain = domain;
        policy.mx_hosts = {"mx1." + domain, "mx2." + domain};
        policy.successful = 5;
        policy.failed = 2;
        policy.failures.push_back({.result_type = "certificate-expired",
                                   .sending_mta_ip = "192.0.2.9",
                                   .receiving_mx_hostname = "mx1." + domain,
                                   .sessions = 2,
                                   .reason_code = "X509"});
        said += domain;
    }
    model::Report whole;
    whole.body = std::move(report);
    whole.content = digest_of(said);
    return whole;
}

std::string line_of(const model::Record& record, const model::Words& words,
                    const model::AuthSet& auth, const std::vector<model::OverrideReason>& reasons) {
    std::string line =
        record.source.str() + " x" + std::to_string(record.messages) + " " +
        std::string(words.text(record.header_from)) + " " + std::string(name(record.disposition)) +
        " dkim=" + std::string(name(record.dkim)) + " spf=" + std::string(name(record.spf));
    line.append(" from=").append(words.text(record.envelope_from));
    for (const model::DkimAuth& each : auth.dkim)
        line.append(" d:")
            .append(words.text(each.domain))
            .append("/")
            .append(words.text(each.selector));
    for (const model::SpfAuth& each : auth.spf)
        line.append(" s:").append(words.text(each.domain)).append("=").append(name(each.result));
    for (std::uint32_t i = 0; i < record.reason_count; ++i)
        line.append(" !").append(words.text(reasons[record.first_reason + i].type));
    return line;
}

}  // namespace sendpath::test
