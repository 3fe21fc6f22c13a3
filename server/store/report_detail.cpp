#include "store/intake.hpp"
#include "store/packed_records.hpp"
#include "store/queries.hpp"
#include "store/record_reader.hpp"
#include "store/report_rows.hpp"
#include "store/report_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {
namespace {

Result<void> read_head(sqlite3& db, std::int64_t id, model::AggregateReport& into) {
    return each_row(
        db,
        fmt::format("SELECT begin, end, report_id, org_name, email, contact, generator, version,"
                    "       xml_namespace, generation, {}"
                    "  FROM report JOIN reporter ON reporter.id = report.reporter"
                    "  JOIN policy ON policy.id = report.policy WHERE report.id = ?1",
                    kPolicyColumns),
        [&](const Statement& row) {
            into.begin = seconds(row.integer(0));
            into.end = seconds(row.integer(1));
            into.report_id = row.text(2);
            into.org_name = row.text(3);
            into.email = row.optional_text(4);
            into.extra_contact_info = row.optional_text(5);
            into.generator = row.optional_text(6);
            into.version = row.optional_text(7);
            into.xml_namespace = row.text(8);
            into.generation = static_cast<model::Generation>(row.integer(9));
            into.policy = policy_at(row, 10);
        },
        id);
}

Result<void> read_records(sqlite3& db, std::int64_t id, model::AggregateReport& into) {
    std::string packed;
    const auto asked = each_row(
        db, "SELECT packed FROM record_list WHERE report = ?1",
        [&](const Statement& row) { packed = row.text(0); }, id);
    if (!asked) return asked.error();
    RecordReader reader(db);
    RecordCursor cursor(packed);
    PackedRecord one;
    while (true) {
        const Result<bool> more = cursor.next(one);
        if (!more) return more.error().within(fmt::format("report {}", id));
        if (!*more) return {};
        model::AuthSet auth;
        Result<model::Record> record = reader.record(one, into.words, into.reasons, auth);
        if (!record) return record.error();
        const auto same = std::ranges::find(into.auth_sets, auth);
        record->auth_set = static_cast<std::uint32_t>(same - into.auth_sets.begin());
        if (same == into.auth_sets.end()) into.auth_sets.push_back(std::move(auth));
        into.records.push_back(*record);
    }
}

Result<void> read_notes(sqlite3& db, std::int64_t id, model::Report& into) {
    return each_row(
        db, "SELECT kind, ordinal, code, detail FROM note WHERE report = ?1 ORDER BY seq",
        [&](const Statement& row) {
            switch (static_cast<NoteKind>(row.integer(0))) {
                case NoteKind::warning: into.warnings.push_back({row.text(2), row.text(3)}); break;
                case NoteKind::skipped:
                    into.skipped.push_back(
                        {row.text(2), static_cast<std::uint32_t>(row.integer(1)), row.text(3)});
                    break;
                case NoteKind::reporter_error:
                    if (auto* report = std::get_if<model::AggregateReport>(&into.body))
                        report->errors.push_back(row.text(3));
                    break;
            }
        },
        id);
}

Result<std::vector<Arrival>> arrivals_of(sqlite3& db, std::int64_t id) {
    std::vector<Arrival> arrivals;
    const auto asked = each_row(
        db,
        "WITH mails(id) AS (SELECT intake FROM report WHERE id = ?1"
        "                   UNION SELECT intake FROM duplicate WHERE report = ?1)"
        " SELECT received, via, name FROM intake WHERE id IN mails"
        " UNION ALL SELECT received, via, name FROM redelivery WHERE intake IN mails"
        " ORDER BY 1",
        [&](const Statement& row) {
            arrivals.push_back({seconds(row.integer(0)),
                                std::string(name(static_cast<Via>(row.integer(1)))), row.text(2)});
        },
        id);
    if (!asked) return asked.error();
    return arrivals;
}

}  // namespace

Result<std::optional<ReportDetail>> report(sqlite3& db, model::ReportId id) {
    std::optional<ReportDetail> detail;
    Result<void> asked = each_row(
        db, report_rows_sql("WHERE report.id = ?1"),
        [&](const Statement& row) {
            detail.emplace();
            detail->row = report_row_at(row);
        },
        id.value);
    if (!asked) return asked.error();
    if (!detail) return std::optional<ReportDetail>();

    switch (detail->row.kind) {
        case ReportKind::aggregate: {
            auto& body = detail->report.body.emplace<model::AggregateReport>();
            asked = read_head(db, id.value, body);
            if (asked) asked = read_records(db, id.value, body);
            break;
        }
        case ReportKind::failure: {
            auto body = failure_report(db, id);
            if (!body) return body.error();
            detail->report.body = *std::move(body);
            break;
        }
        case ReportKind::tls: {
            auto body = tls_report(db, id);
            if (!body) return body.error();
            detail->report.body = *std::move(body);
            break;
        }
    }
    if (asked) asked = read_notes(db, id.value, detail->report);
    if (!asked) return asked.error();
    auto arrivals = arrivals_of(db, id.value);
    if (!arrivals) return arrivals.error();
    detail->arrivals = *std::move(arrivals);
    return detail;
}

}  // namespace sendpath::store
