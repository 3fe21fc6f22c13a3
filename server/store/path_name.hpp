#pragma once

#include "base/result.hpp"

#include <string>
#include <vector>

struct sqlite3;

namespace sendpath::store {

/// What a path is called, whatever becomes of its row.
struct PathName {
    std::string domain;  ///< header From
    std::string sender;  ///< analysis::SenderIdentity::key()
};

/// Of rows of table path, in any order; those that do not exist are left out.
[[nodiscard]] Result<std::vector<PathName>> path_names(sqlite3& db,
                                                       const std::vector<std::int64_t>& paths);

}  // namespace sendpath::store
