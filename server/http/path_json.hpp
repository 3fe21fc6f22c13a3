#pragma once

#include "http/json_parts.hpp"
#include "store/path_queries.hpp"

namespace sendpath::http {

// Sending paths as JSON. The page writes its own sentences from codes and parameters; `sentence`
// and `text` are for those who read the API itself.

/// The detail of a 404.
inline constexpr std::string_view kNoPath = "no such path, or it sent nothing in this period";

/// What lists show of a path; schema Path.
[[nodiscard]] boost::json::object path_json(const store::PathRow& row);

/// path_json() and the first of its steps; schema PathToFix.
[[nodiscard]] boost::json::object path_to_fix_json(const store::PathRow& row);

/// A path with all that is known of it; schema PathDetail.
[[nodiscard]] boost::json::object path_detail_json(const store::PathDetail& detail);

[[nodiscard]] boost::json::object reporter_json(const store::PathReporterRow& row);

/// By the words of verdicts: paths, messages, failing.
[[nodiscard]] boost::json::object by_verdict_json(const std::array<store::VerdictSum, 5>& sums);

/// What is left to be grouped anew; schema Regrouping.
[[nodiscard]] boost::json::object regrouping_json(const store::Regrouping& regrouping);

/// An operator's word; schema PathWord.
[[nodiscard]] boost::json::object word_json(const store::PathWord& word);

}  // namespace sendpath::http
