#pragma once

#include "http/test_reports.hpp"

namespace sendpath::http {

/// The mail of a test, as receivers send theirs: an aggregate report about the day before, of one
/// message from an address that nobody has, gzipped in an attachment. Lines end in CRLF.
/// Source: RFC 7489 section 7.2.1.1; RFC 5737 (the address).
[[nodiscard]] std::string test_report_mail(const TestReport& test);

}  // namespace sendpath::http
