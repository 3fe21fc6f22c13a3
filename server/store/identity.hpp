#pragma once

#include "model/report.hpp"
#include "store/queries.hpp"

namespace sendpath::store {

/// What every kind of report has, in one shape.
struct ReportFacts {
    ReportKind kind{};
    std::string org_name;
    std::optional<std::string> email;
    std::string domain;  ///< policy domain; empty when a failure report names none
    std::string report_id;
    Seconds begin{};
    Seconds end{};
};

/// @param received  stands in for the arrival of a failure report that names none.
[[nodiscard]] ReportFacts facts_of(const model::Report& report, Seconds received);

/// What makes two deliveries the same report: kind, org_name, e-mail domain, policy domain, full
/// report_id and window. A report whose identity had to be taken from elsewhere, and a failure
/// report, which has none, is identified by its content. Source: RFC 9990 section 3.1.1.7.
[[nodiscard]] Digest identity_of(const model::Report& report, const ReportFacts& facts);

}  // namespace sendpath::store
