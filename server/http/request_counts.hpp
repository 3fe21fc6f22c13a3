#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace sendpath::http {

/// Requests by the name of their route and their status, since the start of the program.
using RequestCounts = std::map<std::pair<std::string_view, unsigned>, std::int64_t>;

/// The pattern that `path` fits, without /api/v1: "/reports/{id}". Paths of the dashboard are
/// "page", all others below /api "none": a stranger's paths must not grow the list.
[[nodiscard]] std::string_view route_name(std::string_view path);

}  // namespace sendpath::http
