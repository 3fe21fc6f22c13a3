#pragma once

#include "store/queries.hpp"
#include "store/statement.hpp"

namespace sendpath::store {

/// The SQL that reads ReportRows: `where` is everything after the joins. Tables: report, reporter,
/// intake, domain.
[[nodiscard]] std::string report_rows_sql(std::string_view where);
[[nodiscard]] ReportRow report_row_at(const Statement& row);

/// The body of one failure or TLS report, as far as retention has left it. Errors: io.
[[nodiscard]] Result<model::FailureReport> failure_report(sqlite3& db, model::ReportId id);
[[nodiscard]] Result<model::TlsReport> tls_report(sqlite3& db, model::ReportId id);

}  // namespace sendpath::store
