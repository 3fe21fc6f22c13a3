#pragma once

#include "store/path_sums.hpp"

namespace sendpath::store {

/// Sums the sheets of one From domain. Errors: io, bad_syntax (damaged).
[[nodiscard]] Result<PathSums> fold_paths(sqlite3& db, const PathDirectory& directory,
                                          std::int64_t domain, DayRange days);

}  // namespace sendpath::store
