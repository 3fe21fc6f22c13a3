#include "store/queries.hpp"
#include "store/question.hpp"
#include "store/report_rows.hpp"

#include <fmt/format.h>

#include <limits>

namespace sendpath::store {
namespace {

constexpr std::string_view kColumns =
    "report.id, kind, report.state, flags, org_name, email, report_id, domain.name, begin, end,"
    " day, intake.received, records, messages, failing, reporter.generation, warnings, skipped,"
    " (SELECT count(*) FROM duplicate WHERE report = report.id)"
    " + (SELECT count(*) FROM redelivery WHERE redelivery.intake = report.intake"
    "    OR redelivery.intake IN (SELECT intake FROM duplicate WHERE report = report.id))";

}  // namespace

std::string_view name(ReportKind kind) {
    switch (kind) {
        case ReportKind::aggregate: return "aggregate";
        case ReportKind::failure: return "failure";
        case ReportKind::tls: return "tls";
    }
    return "unknown";
}

std::string_view name(ReportState state) {
    switch (state) {
        case ReportState::counted: return "counted";
        case ReportState::superseded: return "superseded";
        case ReportState::foreign: return "foreign";
    }
    return "unknown";
}

std::string report_rows_sql(std::string_view where) {
    return fmt::format(
        "SELECT {} FROM report"
        "  JOIN reporter ON reporter.id = report.reporter"
        "  JOIN intake ON intake.id = report.intake"
        "  LEFT JOIN domain ON domain.id = report.domain {}",
        kColumns, where);
}

ReportRow report_row_at(const Statement& row) {
    ReportRow report;
    report.id = {row.integer(0)};
    report.kind = static_cast<ReportKind>(row.integer(1));
    report.state = static_cast<ReportState>(row.integer(2));
    report.conflict = (row.integer(3) & 1) != 0;
    report.multi_day = (row.integer(3) & 2) != 0;
    report.org_name = row.text(4);
    report.email = row.optional_text(5);
    report.report_id = row.text(6);
    report.domain = row.text(7);
    report.begin = seconds(row.integer(8));
    report.end = seconds(row.integer(9));
    report.day = day(row.integer(10));
    report.received = seconds(row.integer(11));
    report.records = row.integer(12);
    report.messages = row.integer(13);
    report.failing = row.integer(14);
    report.generation = static_cast<model::Generation>(row.integer(15));
    report.warnings = row.integer(16);
    report.skipped = row.integer(17);
    report.deliveries = 1 + row.integer(18);
    return report;
}

Result<Page<ReportRow>> reports(sqlite3& db, const ReportsQuestion& question) {
    const auto domains = domain_rows(db, question.filter.domains);
    if (!domains) return domains.error();
    const DayRange days = range_of(question.filter.period);
    // Row numbers go by arrival, so the newest come first without sorting.
    std::string where =
        "WHERE kind = ?1 AND day BETWEEN ?2 AND ?3 AND report.id < ?4"
        " AND (?5 IS NULL OR org_name = ?5) AND (?6 IS NULL OR report.state = ?6)";
    if (*domains) where += " AND report.domain IN " + in_list(**domains);
    where += fmt::format(" ORDER BY report.id DESC LIMIT {}", question.limit + 1);
    const std::int64_t before = question.after && question.after->key.size() == 1
                                    ? question.after->key.front()
                                    : std::numeric_limits<std::int64_t>::max();
    std::optional<std::int64_t> state;
    if (question.state) state = static_cast<std::int64_t>(*question.state);

    Page<ReportRow> page;
    const auto asked = each_row(
        db, report_rows_sql(where),
        [&](const Statement& row) { page.rows.push_back(report_row_at(row)); },
        static_cast<std::int64_t>(question.kind), days.from, days.to, before, question.reporter,
        state);
    if (!asked) return asked.error();
    if (page.rows.size() > question.limit) {
        page.rows.pop_back();
        page.next = Position{{page.rows.back().id.value}};
    }
    return page;
}

}  // namespace sendpath::store
