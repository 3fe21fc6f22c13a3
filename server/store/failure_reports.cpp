#include "base/text.hpp"
#include "store/queries.hpp"
#include "store/question.hpp"
#include "store/report_details.hpp"
#include "store/report_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace sendpath::store {
namespace {

Result<void> read_fields(sqlite3& db, model::ReportId id, model::FailureReport& into) {
    return each_row(
        db, "SELECT name, value FROM failure_field WHERE report = ?1 ORDER BY seq",
        [&](const Statement& row) {
            using Field = decltype(into.fields)::value_type;
            const auto same = std::ranges::find(into.fields, row.view(0), &Field::first);
            if (same == into.fields.end())
                into.fields.emplace_back(row.text(0), std::vector{row.text(1)});
            else
                same->second.push_back(row.text(1));
        },
        id.value);
}

Result<void> read_sample(sqlite3& db, model::ReportId id, model::FailureReport& into) {
    return each_row(
        db,
        "SELECT part_type, has_body, header_count, from_field, to_field, subject, date, message_id,"
        "       header FROM failure_sample WHERE report = ?1",
        [&](const Statement& row) {
            into.original = model::OriginalMail{.part_type = row.text(0),
                                                .has_body = row.integer(1) != 0,
                                                .header_count = row.integer(2),
                                                .from = row.optional_text(3),
                                                .to = row.optional_text(4),
                                                .subject = row.optional_text(5),
                                                .date = row.optional_text(6),
                                                .message_id = row.optional_text(7),
                                                .header = row.text(8)};
        },
        id.value);
}

model::FailureReport body_at(const Statement& row) {
    model::FailureReport failure;
    if (const auto arrived = row.optional_integer(0)) failure.arrived = seconds(*arrived);
    if (const auto source = model::IpAddress::from_packed(row.view(1))) failure.source_ip = *source;
    failure.source_port = row.optional_integer(2);
    failure.incidents = row.optional_integer(3);
    failure.is_dmarc_failure = row.integer(4) != 0;
    failure.domain = row.text(5);
    failure.feedback_type = row.optional_text(6);
    failure.user_agent = row.optional_text(7);
    failure.version = row.optional_text(8);
    failure.auth_failure = split_lines(row.view(9));
    failure.authentication_results = split_lines(row.view(10));
    failure.identity_alignment = split_lines(row.view(11));
    failure.delivery_result = row.optional_text(12);
    failure.reported_domain = split_lines(row.view(13));
    failure.arrival_date = row.optional_text(14);
    failure.original_mail_from = row.optional_text(15);
    failure.original_rcpt_to = split_lines(row.view(16));
    failure.original_envelope_id = row.optional_text(17);
    failure.reporting_mta = row.optional_text(18);
    failure.dkim_domain = row.optional_text(19);
    failure.dkim_identity = row.optional_text(20);
    failure.dkim_selector = row.optional_text(21);
    failure.spf_dns = row.optional_text(22);
    return failure;
}

FailureRow row_at(const Statement& row) {
    FailureRow failure;
    failure.id = {row.integer(0)};
    if (const auto arrived = row.optional_integer(1)) failure.arrived = seconds(*arrived);
    failure.received = seconds(row.integer(2));
    failure.domain = row.text(3);
    if (const auto source = model::IpAddress::from_packed(row.view(4))) failure.source = *source;
    failure.feedback_type = row.optional_text(5);
    failure.auth_failure = split_lines(row.view(6));
    failure.delivery_result = row.optional_text(7);
    failure.identity_alignment = split_lines(row.view(8));
    failure.reporter = row.text(9);
    failure.subject = row.optional_text(10);
    return failure;
}

/// The domains and sources that are asked about, as conditions.
Result<std::string> narrowed(sqlite3& db, const FailuresQuestion& question) {
    std::string where;
    const auto domains = domain_rows(db, question.filter.domains);
    if (!domains) return domains.error();
    if (*domains) where += " AND report.domain IN " + in_list(**domains);
    if (!question.network) return where;
    const auto sources = source_rows(db, *question.network);
    if (!sources) return sources.error();
    return where + " AND failure_report.source IN " + in_list(*sources);
}

}  // namespace

Result<model::FailureReport> failure_report(sqlite3& db, model::ReportId id) {
    model::FailureReport failure;
    Result<void> asked = each_row(
        db,
        "SELECT arrived, address, source_port, incidents, is_dmarc_failure, domain, feedback_type,"
        "       user_agent, version, auth_failure, auth_results, identity_alignment,"
        "       delivery_result, reported_domain, arrival_date, mail_from, rcpt_to, envelope_id,"
        "       reporting_mta, dkim_domain, dkim_identity, dkim_selector, spf_dns"
        "  FROM failure_report LEFT JOIN source ON source.id = source WHERE report = ?1",
        [&](const Statement& row) { failure = body_at(row); }, id.value);
    if (asked) asked = read_fields(db, id, failure);
    if (asked) asked = read_sample(db, id, failure);
    if (!asked) return asked.error();
    return failure;
}

Result<Page<FailureRow>> failure_reports(sqlite3& db, const FailuresQuestion& question) {
    const Result<std::string> where = narrowed(db, question);
    if (!where) return where.error();
    const DayRange days = range_of(question.filter.period);
    const auto& after = question.after;
    const std::int64_t before = after && after->key.size() == 1
                                    ? after->key.front()
                                    : std::numeric_limits<std::int64_t>::max();
    const std::string kind = text::lowered(question.auth_failure.value_or(""));
    const std::string needle = text::lowered(question.text);
    Page<FailureRow> page;
    const auto asked = each_row(
        db,
        fmt::format("SELECT report.id, arrived, received, failure_report.domain, address,"
                    "       feedback_type, auth_failure, delivery_result, identity_alignment,"
                    "       coalesce(user_agent, reporting_mta, ''), subject"
                    "  FROM report JOIN failure_report ON failure_report.report = report.id"
                    "  JOIN intake ON intake.id = report.intake"
                    "  LEFT JOIN source ON source.id = failure_report.source"
                    "  LEFT JOIN failure_sample ON failure_sample.report = report.id"
                    " WHERE kind = 1 AND report.state = 1 AND day BETWEEN ?1 AND ?2"
                    "   AND report.id < ?3"
                    // Lists are lines.
                    "   AND (?4 = '' OR instr(char(10) || lower(auth_failure) || char(10),"
                    "                         char(10) || ?4 || char(10)) > 0)"
                    "   AND (?5 = '' OR instr(lower(failure_report.domain || char(10) ||"
                    "                               coalesce(user_agent, reporting_mta, '') ||"
                    "                               char(10) || coalesce(subject, '')), ?5) > 0)"
                    "{} ORDER BY report.id DESC LIMIT {}",
                    *where, question.limit + 1),
        [&](const Statement& row) { page.rows.push_back(row_at(row)); }, days.from, days.to, before,
        std::string_view(kind), std::string_view(needle));
    if (!asked) return asked.error();
    if (page.rows.size() > question.limit) {
        page.rows.pop_back();
        page.next = Position{{page.rows.back().id.value}};
    }
    return page;
}

}  // namespace sendpath::store
