#pragma once

#include "http/json_parts.hpp"
#include "store/path_queries.hpp"

namespace sendpath::http {

// Policy domains as JSON.

/// What lists show of a domain; schema PolicyDomain.
[[nodiscard]] boost::json::object policy_domain_json(const store::PolicyDomainRow& row);

/// A domain with its policies over time, its subdomains and what it still lacks; schema
/// PolicyDomainDetail.
[[nodiscard]] boost::json::object domain_detail_json(const store::PolicyDomainDetail& detail);

/// The checks before a stricter policy, those not met first; schema Readiness.
[[nodiscard]] boost::json::object readiness_json(const store::PolicyDomainRow& row);

/// Messages that a policy acts on; schema Affected.
[[nodiscard]] boost::json::object affected_json(const analysis::Affected& affected);

/// The same: of the domain itself, of those below it, and of both; schema
/// WhatIf.
[[nodiscard]] boost::json::object what_if_json(const analysis::WhatIf& what_if);

}  // namespace sendpath::http
