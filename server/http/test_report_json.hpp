#pragma once

#include "http/test_reports.hpp"

#include <boost/json/object.hpp>

namespace sendpath::http {

/// A mail is read in far less; then something is in its way.
inline constexpr std::chrono::seconds kTestLate{60};

/// How far a test has come; schema TestReport.
[[nodiscard]] boost::json::object test_report_json(const TestReport& test, Seconds now);

}  // namespace sendpath::http
