#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sendpath::model {

/// One kind of failure between two hosts. Source: RFC 8460 section 4.4.
struct TlsFailure {
    std::string result_type;  ///< lower case; unknown ones are kept
    std::optional<std::string> sending_mta_ip;
    std::optional<std::string> receiving_ip;
    std::optional<std::string> receiving_mx_hostname;
    std::optional<std::string> receiving_mx_helo;
    std::optional<std::int64_t> sessions;
    std::optional<std::string> additional_information;
    std::optional<std::string> reason_code;
};

struct TlsPolicy {
    std::optional<std::string> type;  ///< "sts", "tlsa", "no-policy-found", or as it came
    std::vector<std::string> strings;
    std::optional<std::string> domain;
    std::vector<std::string> mx_hosts;
    std::optional<std::int64_t> successful;
    std::optional<std::int64_t> failed;  ///< need not be the sum of the failures: they may overlap
    std::vector<TlsFailure> failures;
};

/// One SMTP TLS report. Source: RFC 8460 section 4.4.
struct TlsReport {
    std::optional<std::string> organization;
    std::optional<std::string> contact;
    std::string report_id;
    Seconds begin{};
    Seconds end{};
    std::vector<TlsPolicy> policies;
};

}  // namespace sendpath::model
