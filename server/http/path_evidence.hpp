#pragma once

#include "http/auth_json.hpp"
#include "store/path_queries.hpp"

namespace sendpath::http {

/// What the results of a path's messages show: each distinct SPF check and signature once, with how
/// its name compares with the From domain, and the sets of them that come together; schema
/// PathEvidence.
/// @param policy  as reporters last saw it: how strictly names are compared
[[nodiscard]] boost::json::object evidence_json(const store::PathDetail& detail,
                                                const std::optional<store::SeenPolicy>& policy,
                                                const analysis::PublicSuffixes& suffixes);

}  // namespace sendpath::http
