#pragma once

#include "base/result.hpp"
#include "store/filter.hpp"

struct sqlite3;

namespace sendpath::store {

// SMTP TLS reports (RFC 8460) summed up; sessions, not messages.

struct TlsCounts {
    std::int64_t successful = 0;
    std::int64_t failed = 0;
};

struct TlsDay {
    Day day;
    TlsCounts sessions;
};

/// Whoever reported, or a type of policy: "sts", "tlsa", "no-policy-found", or as it was told.
struct TlsPart {
    std::string name;
    TlsCounts sessions;
};

/// Sessions that failed in one way.
struct TlsFailureType {
    static constexpr std::size_t kNamesMax = 16;

    std::string type;  ///< "certificate-expired", or as it was told
    std::int64_t sessions = 0;
    std::vector<std::string> receiving_mx;  ///< with most such sessions; at most kNamesMax
    std::vector<std::string> reporters;     ///< as receiving_mx
};

/// What reporters tell of the TLS of a policy domain's incoming mail.
struct TlsDomain {
    std::string domain;
    std::int64_t reports = 0;
    TlsCounts sessions;
    std::vector<TlsDay> days;  ///< with reports, ascending
    std::vector<TlsPart> policies;
    std::vector<TlsPart> reporters;
    std::vector<TlsFailureType> failures;  ///< by sessions, descending
};

/// By failed sessions, then by all. Policies without a domain are left out, since nobody could mend
/// them. Errors: as the questions of store/queries.hpp.
[[nodiscard]] Result<std::vector<TlsDomain>> tls_summary(sqlite3& db, const Filter& filter);

}  // namespace sendpath::store
