#pragma once

#include "analysis/policy_history.hpp"
#include "store/question.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::store {

/// What reports found as the policies of domains, from table policy_day: its cost is by days and
/// policies, not by reports. Valid within one view of the store.
class PolicyDays {
public:
    explicit PolicyDays(sqlite3& db) : db_(&db) {}

    /// The history of the domain that has this row.
    Result<std::vector<analysis::PolicySpell>> spells(std::int64_t domain, DayRange days);

private:
    Result<const model::PublishedPolicy*> policy(std::int64_t row);

    sqlite3* db_;
    std::map<std::int64_t, model::PublishedPolicy> known_;  // by row; addresses stay
};

/// A domain whose policy reports found.
struct PolicyHolder {
    std::int64_t row = 0;
    std::string domain;
    std::int64_t last_day = 0;
};
/// `name` itself, else the nearest name above it.
[[nodiscard]] Result<std::optional<PolicyHolder>> policy_holder(sqlite3& db, std::string_view name);

}  // namespace sendpath::store
