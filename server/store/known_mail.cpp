#include "store/queries.hpp"
#include "store/report_rows.hpp"

namespace sendpath::store {

Result<KnownMail> known_mail(sqlite3& db, model::IntakeId id) {
    KnownMail mail;
    Result<void> asked = each_row(
        db, "SELECT state FROM intake WHERE id = ?1",
        [&](const Statement& row) { mail.state = static_cast<IntakeState>(row.integer(0)); },
        id.value);
    if (!asked) return asked.error();
    asked = each_row(
        db,
        report_rows_sql("WHERE report.id IN (SELECT id FROM report WHERE intake = ?1"
                        "                    UNION SELECT report FROM duplicate WHERE intake = ?1)"
                        " ORDER BY report.id"),
        [&](const Statement& row) { mail.reports.push_back(report_row_at(row)); }, id.value);
    if (!asked) return asked.error();
    asked = each_row(
        db, "SELECT reason, detail, part FROM held WHERE intake = ?1 ORDER BY id",
        [&](const Statement& row) {
            mail.held.push_back({.reason = static_cast<model::HeldReason>(row.integer(0)),
                                 .detail = row.text(1),
                                 .part = row.text(2)});
        },
        id.value);
    if (!asked) return asked.error();
    return mail;
}

}  // namespace sendpath::store
