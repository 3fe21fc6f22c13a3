#pragma once

#include "http/json_parts.hpp"

namespace sendpath::http {

/// A report as the list of reports shows it.
[[nodiscard]] boost::json::object report_row_json(const store::ReportRow& row);

}  // namespace sendpath::http
