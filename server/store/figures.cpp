#include "store/figures.hpp"

#include "store/statement.hpp"

namespace sendpath::store {

Result<Figures> figures(sqlite3& db) {
    Figures found;
    auto asked = each_row(
        db,
        "SELECT kind, count(*) FROM report INDEXED BY report_by_day GROUP BY kind ORDER BY kind",
        [&](const Statement& row) {
            found.reports.emplace_back(static_cast<ReportKind>(row.integer(0)), row.integer(1));
        });
    if (!asked) return asked.error();
    asked = each_row(db,
                     "SELECT reason, count(*) FROM held INDEXED BY held_by_reason"
                     " WHERE ignored IS NULL GROUP BY reason"
                     " ORDER BY reason",
                     [&](const Statement& row) {
                         found.held.emplace_back(static_cast<model::HeldReason>(row.integer(0)),
                                                 row.integer(1));
                     });
    if (!asked) return asked.error();
    const auto pages = one_integer(db, "PRAGMA page_count");
    if (!pages) return pages.error();
    const auto page = one_integer(db, "PRAGMA page_size");
    if (!page) return page.error();
    found.octets = *pages * *page;
    return found;
}

}  // namespace sendpath::store
