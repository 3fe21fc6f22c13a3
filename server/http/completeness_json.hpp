#pragma once

#include "http/json_parts.hpp"
#include "store/reporter_queries.hpp"

namespace sendpath::http {

/// Adds `complete_through` and `incomplete_days` to the meta part of an answer; the latter counts
/// days with data after the last complete one.
void put_completeness(boost::json::object& meta, const store::Completeness& completeness);

/// A day with its COUNTS, whether it is complete, and what part of the usual reporters' messages
/// has been told; null where nobody knows.
[[nodiscard]] boost::json::object told_day_json(const store::DayCounts& day,
                                                const store::Completeness& completeness);

}  // namespace sendpath::http
