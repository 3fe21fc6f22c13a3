#include "store/policy_days.hpp"

#include "store/queries.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

/// Before the last day with reports: a field that those of that day do not tell is looked for here.
constexpr std::int64_t kPolicyDays = 30;

}  // namespace

Result<const model::PublishedPolicy*> PolicyDays::policy(std::int64_t row) {
    const auto [entry, is_new] = known_.try_emplace(row);
    if (!is_new) return &entry->second;
    const auto asked = each_row(
        *db_, fmt::format("SELECT {} FROM policy WHERE id = ?1", kPolicyColumns),
        [&](const Statement& each) { entry->second = policy_at(each, 0); }, row);
    if (!asked) return asked.error();
    return &entry->second;
}

Result<std::vector<analysis::PolicySpell>> PolicyDays::spells(std::int64_t domain, DayRange days) {
    std::vector<analysis::FoundPolicy> found;
    std::vector<std::int64_t> rows;
    const auto asked = each_row(
        *db_,
        "SELECT day, policy, reports FROM policy_day"
        " WHERE domain = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, policy",
        [&](const Statement& row) {
            found.push_back({day(row.integer(0)), nullptr, row.integer(2)});
            rows.push_back(row.integer(1));
        },
        domain, days.from, days.to);
    if (!asked) return asked.error();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto told = policy(rows[i]);
        if (!told) return told.error();
        found[i].policy = *told;
    }
    return analysis::policy_spells(found);
}

Result<std::optional<PolicyHolder>> policy_holder(sqlite3& db, std::string_view name) {
    std::optional<PolicyHolder> holder;
    while (!holder && !name.empty()) {
        const auto asked = each_row(
            db,
            fmt::format("SELECT id, (SELECT max(day) FROM policy_day"
                        "             WHERE policy_day.domain = domain.id AND day <= {})"
                        "  FROM domain WHERE name = ?1",
                        kLatestDay),
            [&](const Statement& row) {
                if (!row.is_null(1))
                    holder = PolicyHolder{row.integer(0), std::string(name), row.integer(1)};
            },
            name);
        if (!asked) return asked.error();
        const std::size_t dot = name.find('.');
        name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
    }
    return holder;
}

Result<std::optional<SeenPolicy>> newest_policy(sqlite3& db, std::string_view domain) {
    using Answer = Result<std::optional<SeenPolicy>>;
    const auto holder = policy_holder(db, domain);
    if (!holder) return holder.error();
    if (!*holder) return Answer(std::nullopt);
    const std::int64_t last = (*holder)->last_day;
    auto spells = PolicyDays(db).spells((*holder)->row, {last - kPolicyDays, last});
    if (!spells) return spells.error();
    return Answer(SeenPolicy{std::move(spells->back().policy), day(last)});
}

}  // namespace sendpath::store
