#pragma once

#include "base/digest.hpp"
#include "model/aggregate.hpp"
#include "model/failure.hpp"
#include "model/reasons.hpp"
#include "model/tls.hpp"

#include <variant>

namespace sendpath::model {

/// A report as it was found in a mail or file, with all that had to be forgiven to read it.
struct Report {
    std::variant<AggregateReport, FailureReport, TlsReport> body;
    Digest content{};  ///< of the unpacked document, before any repair
    std::string part;  ///< where it was found: "2", "2/report.xml"; empty: the file itself
    bool identity_derived = false;  ///< a part of its identity had to be taken from elsewhere
    std::vector<Warning> warnings;
    std::vector<SkippedRecord> skipped;
};

/// The few fields of the carrying mail that people look for.
struct MailSummary {
    std::string from;         ///< as written, decoded
    std::string from_domain;  ///< lower case; empty when there is none
    std::string to;
    std::string subject;
    std::string message_id;
    std::optional<Seconds> date;
};

/// Everything one file or mail holds. One bad thing costs only itself, so there may be reports and
/// held parts side by side; both are empty only for a mail that is no report at all.
struct Decoded {
    std::optional<MailSummary> mail;  ///< nullopt for a bare file
    std::vector<Report> reports;
    std::vector<Held> held;
};

}  // namespace sendpath::model
