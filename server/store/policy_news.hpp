#pragma once

#include "store/path_overview.hpp"

namespace sendpath::store {

/// Changes of policies, newest first, at most kNewsMax: of the policy domains in `domains`, all
/// when that is nullopt. What a change is, analysis::policy_spells says.
[[nodiscard]] Result<std::vector<PolicyNews>> policy_news(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& domains, const Period& period);

}  // namespace sendpath::store
