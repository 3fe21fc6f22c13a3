#pragma once

#include "support/sample_month/mail.hpp"

namespace sendpath::sample {

/// A mail of the month and the name of its file, without ".eml".
struct NamedMail {
    std::string name;
    std::string text;
};

/// One report on each of six single messages that failed. Source: RFC 6591, RFC 7489 section 7.3.
std::vector<NamedMail> failure_mails(std::int64_t last_midnight);

/// What TLS reports sum up to.
struct TlsTotals {
    std::int64_t successful = 0;
    std::int64_t failed = 0;
};

/// Six days of TLS reports for example.com; on three of them its certificate was out of date.
/// Source: RFC 8460.
std::vector<NamedMail> tls_mails(std::int64_t last_midnight, TlsTotals& totals);

/// A report whose archive was damaged on the way.
NamedMail damaged_mail(const Aggregate& report);

/// Mail that strayed to the report address.
NamedMail stray_mail(std::int64_t last_midnight);

}  // namespace sendpath::sample
