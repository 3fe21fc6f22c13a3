#pragma once

#include "store/path_overview.hpp"

namespace sendpath::store {

/// Changes of policies, newest first, at most kNewsMax: of the policy domains in `domains`, all
/// when that is nullopt. It looks at one report of each day, so that its cost is by domains and
/// days; a policy that was found on one day alone and then no more is taken for a straggler's.
[[nodiscard]] Result<std::vector<PolicyNews>> policy_news(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& domains, const Period& period);

}  // namespace sendpath::store
