#pragma once

#include "analysis/public_suffixes.hpp"
#include "analysis/verdict.hpp"
#include "model/network.hpp"
#include "store/filter.hpp"

struct sqlite3;

namespace sendpath::store {

// Paths by what a list of them cannot see: rows for PathsQuestion::among and for
// RecordsQuestion::classes, sorted.

/// Paths that a reporter saw in the period. `org_name` is exact.
[[nodiscard]] Result<std::vector<std::int64_t>> paths_of_reporter(
    sqlite3& db, const std::string& org_name, const Period& period,
    const analysis::PublicSuffixes& suffixes);

/// Paths of the period that mail from one of these addresses belongs to, whenever it came.
[[nodiscard]] Result<std::vector<std::int64_t>> paths_of_network(
    sqlite3& db, const model::IpNetwork& network, const Period& period,
    const analysis::PublicSuffixes& suffixes);

/// One path, or all of one verdict.
struct PathChoice {
    std::optional<std::int64_t> path;
    std::optional<analysis::Verdict> verdict;  ///< as shown
};
/// The classes of the flows of such paths of the period.
[[nodiscard]] Result<std::vector<std::int64_t>> classes_of(
    sqlite3& db, const PathChoice& choice, const Period& period,
    const analysis::PublicSuffixes& suffixes);

}  // namespace sendpath::store
