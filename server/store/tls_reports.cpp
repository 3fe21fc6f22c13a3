#include "store/queries.hpp"
#include "store/question.hpp"
#include "store/report_details.hpp"
#include "store/report_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace sendpath::store {
namespace {

Result<void> read_policies(sqlite3& db, model::ReportId id, model::TlsReport& into) {
    return each_row(
        db,
        "SELECT type, strings, domain, mx_hosts, successful, failed FROM tls_policy"
        " WHERE report = ?1 ORDER BY seq",
        [&](const Statement& row) {
            into.policies.push_back({.type = row.optional_text(0),
                                     .strings = split_lines(row.view(1)),
                                     .domain = row.optional_text(2),
                                     .mx_hosts = split_lines(row.view(3)),
                                     .successful = row.optional_integer(4),
                                     .failed = row.optional_integer(5)});
        },
        id.value);
}

Result<void> read_failures(sqlite3& db, model::ReportId id, model::TlsReport& into) {
    return each_row(
        db,
        "SELECT policy, result_type, sending_ip, receiving_ip, mx_hostname, mx_helo, sessions,"
        "       information, reason_code FROM tls_failure WHERE report = ?1 ORDER BY policy, seq",
        [&](const Statement& row) {
            const auto policy = static_cast<std::size_t>(row.integer(0)) - 1;
            if (policy >= into.policies.size()) return;
            into.policies[policy].failures.push_back(
                {.result_type = row.text(1),
                 .sending_mta_ip = row.optional_text(2),
                 .receiving_ip = row.optional_text(3),
                 .receiving_mx_hostname = row.optional_text(4),
                 .receiving_mx_helo = row.optional_text(5),
                 .sessions = row.optional_integer(6),
                 .additional_information = row.optional_text(7),
                 .reason_code = row.optional_text(8)});
        },
        id.value);
}

/// Domains, sums and failure types of one row of the list.
Result<void> fill(sqlite3& db, TlsRow& row) {
    Result<void> policies = each_row(
        db,
        "SELECT domain, coalesce(successful, 0), coalesce(failed, 0) FROM tls_policy"
        " WHERE report = ?1 ORDER BY seq",
        [&](const Statement& each) {
            if (!each.is_null(0) &&
                std::ranges::find(row.domains, each.view(0)) == row.domains.end())
                row.domains.push_back(each.text(0));
            row.successful += each.integer(1);
            row.failed += each.integer(2);
        },
        row.id.value);
    if (!policies) return policies;
    return each_row(
        db,
        "SELECT result_type, sum(coalesce(sessions, 0)) FROM tls_failure WHERE report = ?1"
        " GROUP BY result_type ORDER BY result_type",
        [&](const Statement& each) {
            row.result_types.emplace_back(each.text(0), each.integer(1));
        },
        row.id.value);
}

}  // namespace

Result<model::TlsReport> tls_report(sqlite3& db, model::ReportId id) {
    model::TlsReport tls;
    Result<void> asked = each_row(
        db,
        "SELECT org_name, email, report_id, begin, end FROM report"
        "  JOIN reporter ON reporter.id = report.reporter WHERE report.id = ?1",
        [&](const Statement& row) {
            if (!row.view(0).empty()) tls.organization = row.text(0);
            tls.contact = row.optional_text(1);
            tls.report_id = row.text(2);
            tls.begin = seconds(row.integer(3));
            tls.end = seconds(row.integer(4));
        },
        id.value);
    if (asked) asked = read_policies(db, id, tls);
    if (asked) asked = read_failures(db, id, tls);
    if (!asked) return asked.error();
    return tls;
}

Result<Page<TlsRow>> tls_reports(sqlite3& db, const Filter& filter, std::size_t limit,
                                 const std::optional<Position>& after) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    std::string among;
    if (*domains)
        among =
            " AND EXISTS (SELECT 1 FROM tls_policy WHERE report = report.id AND domain IN"
            " (SELECT name FROM domain WHERE id IN " +
            in_list(**domains) + "))";
    const DayRange days = range_of(filter.period);
    const std::int64_t before = after && after->key.size() == 1
                                    ? after->key.front()
                                    : std::numeric_limits<std::int64_t>::max();
    Page<TlsRow> page;
    const auto asked = each_row(
        db,
        fmt::format("SELECT report.id, org_name, report_id, begin, end, received FROM report"
                    "  JOIN reporter ON reporter.id = report.reporter"
                    "  JOIN intake ON intake.id = report.intake"
                    " WHERE kind = 2 AND report.state = 1 AND day BETWEEN ?1 AND ?2"
                    "   AND report.id < ?3{} ORDER BY report.id DESC LIMIT {}",
                    among, limit + 1),
        [&](const Statement& row) {
            page.rows.push_back({.id = {row.integer(0)},
                                 .organization = row.text(1),
                                 .report_id = row.text(2),
                                 .begin = seconds(row.integer(3)),
                                 .end = seconds(row.integer(4)),
                                 .received = seconds(row.integer(5))});
        },
        days.from, days.to, before);
    if (!asked) return asked.error();
    if (page.rows.size() > limit) {
        page.rows.pop_back();
        page.next = Position{{page.rows.back().id.value}};
    }
    for (TlsRow& row : page.rows) {
        const auto filled = fill(db, row);
        if (!filled) return filled.error();
    }
    return page;
}

}  // namespace sendpath::store
