#include "store/report_details.hpp"

namespace sendpath::store {

std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += '\n';
        for (const char c : items[i]) text += c == '\n' ? ' ' : c;
    }
    return text;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        items.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

ReportDetails::ReportDetails(sqlite3& db, Failure& failure)
    : add_failure_(db, failure,
                   "INSERT INTO failure_report(report, arrived, source, source_port, incidents,"
                   " is_dmarc_failure, domain, feedback_type, user_agent, version, auth_failure,"
                   " auth_results, identity_alignment, delivery_result, reported_domain,"
                   " arrival_date, mail_from, rcpt_to, envelope_id, reporting_mta, dkim_domain,"
                   " dkim_identity, dkim_selector, spf_dns)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
                   " ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)"),
      add_field_(db, failure,
                 "INSERT INTO failure_field(report, seq, name, value) VALUES (?1, ?2, ?3, ?4)"),
      add_sample_(db, failure,
                  "INSERT INTO failure_sample(report, part_type, has_body, header_count,"
                  " from_field, to_field, subject, date, message_id, header)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
      add_policy_(db, failure,
                  "INSERT INTO tls_policy(report, seq, type, domain, strings, mx_hosts, successful,"
                  " failed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
      add_tls_failure_(db, failure,
                       "INSERT INTO tls_failure(report, policy, seq, result_type, sending_ip,"
                       " receiving_ip, mx_hostname, mx_helo, sessions, information, reason_code)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
      drop_failure_(db, failure, "DELETE FROM failure_report WHERE report = ?1"),
      drop_fields_(db, failure, "DELETE FROM failure_field WHERE report = ?1"),
      drop_sample_(db, failure, "DELETE FROM failure_sample WHERE report = ?1"),
      drop_policies_(db, failure, "DELETE FROM tls_policy WHERE report = ?1"),
      drop_tls_failures_(db, failure, "DELETE FROM tls_failure WHERE report = ?1") {}

void ReportDetails::add(std::int64_t report, const model::FailureReport& failure,
                        std::optional<std::int64_t> source) {
    std::optional<std::int64_t> arrived;
    if (failure.arrived) arrived = count(*failure.arrived);
    const std::string auth_failure = joined(failure.auth_failure);
    const std::string auth_results = joined(failure.authentication_results);
    const std::string identity_alignment = joined(failure.identity_alignment);
    const std::string reported_domain = joined(failure.reported_domain);
    const std::string rcpt_to = joined(failure.original_rcpt_to);
    add_failure_.run(report, arrived, source, failure.source_port, failure.incidents,
                     std::int64_t{failure.is_dmarc_failure}, std::string_view(failure.domain),
                     failure.feedback_type, failure.user_agent, failure.version,
                     std::string_view(auth_failure), std::string_view(auth_results),
                     std::string_view(identity_alignment), failure.delivery_result,
                     std::string_view(reported_domain), failure.arrival_date,
                     failure.original_mail_from, std::string_view(rcpt_to),
                     failure.original_envelope_id, failure.reporting_mta, failure.dkim_domain,
                     failure.dkim_identity, failure.dkim_selector, failure.spf_dns);
    std::int64_t seq = 0;
    for (const auto& [field, values] : failure.fields)
        for (const std::string& value : values)
            add_field_.run(report, ++seq, std::string_view(field), std::string_view(value));
    if (!failure.original) return;
    const model::OriginalMail& mail = *failure.original;
    add_sample_.run(report, std::string_view(mail.part_type), std::int64_t{mail.has_body},
                    mail.header_count, mail.from, mail.to, mail.subject, mail.date, mail.message_id,
                    std::string_view(mail.header));
}

void ReportDetails::add(std::int64_t report, const model::TlsReport& tls) {
    std::int64_t policy_seq = 0;
    for (const model::TlsPolicy& policy : tls.policies) {
        const std::string strings = joined(policy.strings);
        const std::string mx_hosts = joined(policy.mx_hosts);
        add_policy_.run(report, ++policy_seq, policy.type, policy.domain, std::string_view(strings),
                        std::string_view(mx_hosts), policy.successful, policy.failed);
        std::int64_t seq = 0;
        for (const model::TlsFailure& each : policy.failures)
            add_tls_failure_.run(report, policy_seq, ++seq, std::string_view(each.result_type),
                                 each.sending_mta_ip, each.receiving_ip, each.receiving_mx_hostname,
                                 each.receiving_mx_helo, each.sessions, each.additional_information,
                                 each.reason_code);
    }
}

void ReportDetails::remove(std::int64_t report) {
    for (Command* drop :
         {&drop_failure_, &drop_fields_, &drop_sample_, &drop_policies_, &drop_tls_failures_})
        drop->run(report);
}

}  // namespace sendpath::store
