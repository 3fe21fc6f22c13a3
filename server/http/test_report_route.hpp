#pragma once

#include "http/services.hpp"

namespace sendpath::http {

struct Request;
struct Answer;

inline constexpr std::string_view kTestReportPath = "/api/v1/setup/test-report";

/// GET /api/v1/setup/test-report: how far a test has come. What makes one is a Change.
[[nodiscard]] Answer test_report(const Services& services, const Request& request);

}  // namespace sendpath::http
