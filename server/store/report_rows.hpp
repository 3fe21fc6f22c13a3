#pragma once

#include "store/queries.hpp"
#include "store/statement.hpp"

namespace sendpath::store {

/// The SQL that reads ReportRows: `where` is everything after the joins. Tables: report, reporter,
/// intake, domain.
[[nodiscard]] std::string report_rows_sql(std::string_view where);
[[nodiscard]] ReportRow report_row_at(const Statement& row);

}  // namespace sendpath::store
