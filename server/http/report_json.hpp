#pragma once

#include "model/report.hpp"

#include <boost/json/object.hpp>

namespace sendpath::http {

/// One report as the API and `sendpath decode --json` show it: names and shapes are a contract.
/// Domain names and words of the standards in lower case, times as epoch seconds, absent and empty
/// texts null.
[[nodiscard]] boost::json::object report_json(const model::Report& report);

}  // namespace sendpath::http
