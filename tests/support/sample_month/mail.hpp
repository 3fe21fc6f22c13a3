#pragma once

#include "support/sample_month/aggregate.hpp"

namespace sendpath::sample {

constexpr std::string_view kReportAddress = "dmarc@reports.example.com";

constexpr std::string_view kBoundary = "=_part_of_the_mail";

/// The header fields every mail of the month has.
struct Envelope {
    std::string from;
    std::string subject;
    std::string message_id;  ///< without angle brackets
    std::int64_t date;       ///< seconds since 1970
};

/// "Fri, 20 Nov 2026 04:12:00 +0000". Source: RFC 5322 section 3.3.
std::string mail_date(std::int64_t time);

/// A whole mail: the fields of `envelope`, those of `fields` (each with its line end), `body`.
std::string mail(const Envelope& envelope, std::string_view fields, std::string_view body);

/// One part of a multipart, with its content in base64.
std::string attachment(std::string_view type, std::string_view name, std::string_view octets);

/// A multipart body; each part begins with its own fields.
std::string multipart(const std::vector<std::string>& parts, std::string_view boundary = kBoundary);

/// The fields that announce what multipart() gives. `parameters` begin with "; " or are empty.
std::string multipart_fields(std::string_view subtype, std::string_view parameters = {},
                             std::string_view boundary = kBoundary);

/// A part of plain text.
std::string text_part(std::string_view text);

/// The report in a mail of its own, in the container its reporter uses. `copy` tells a second
/// delivery from the first.
std::string report_mail(const Aggregate& report, int copy = 0);

}  // namespace sendpath::sample
