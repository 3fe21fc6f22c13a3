#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// What the Subject of a report mail tells. A hint only: the content wins.
struct ReportSubject {
    std::string domain;
    std::string submitter;  ///< empty when the subject leaves it out
    std::string report_id;  ///< empty when the subject leaves it out
};

/// Reads `Report Domain: ... Submitter: ... Report-ID: ...` from a decoded, unfolded subject, in
/// any case, with words before it, and with the brackets, braces and semicolons that reporters add.
/// nullopt for any other subject. Source: RFC 9990 section 3.5.2, RFC 8460 section 5.3.
[[nodiscard]] std::optional<ReportSubject> parse_report_subject(std::string_view subject);

}  // namespace sendpath::decode
