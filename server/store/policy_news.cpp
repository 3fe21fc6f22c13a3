#include "store/policy_news.hpp"

#include "store/path_rows.hpp"
#include "store/policy_days.hpp"

#include <algorithm>

namespace sendpath::store {

Result<std::vector<PolicyNews>> policy_news(sqlite3& db,
                                            const std::optional<std::vector<std::int64_t>>& domains,
                                            const Period& period) {
    std::vector<std::int64_t> rows;
    const auto asked = each_row(db,
                                "SELECT id FROM domain WHERE EXISTS"
                                " (SELECT 1 FROM policy_day WHERE policy_day.domain = domain.id)",
                                [&](const Statement& row) {
                                    if (takes(domains, row.integer(0)))
                                        rows.push_back(row.integer(0));
                                });
    if (!asked) return asked.error();
    PolicyDays policies(db);
    std::vector<PolicyNews> news;
    for (const std::int64_t row : rows) {
        const auto spells = policies.spells(row, range_of(period));
        if (!spells) return spells.error();
        for (std::size_t i = 1; i < spells->size(); ++i) {
            const analysis::PolicySpell& before = (*spells)[i - 1];
            const analysis::PolicySpell& after = (*spells)[i];
            news.push_back(
                {after.policy.domain.str(), after.first_day, before.policy, after.policy});
        }
    }
    std::ranges::sort(news, {}, [](const PolicyNews& each) {
        return std::tuple(-count(each.day), std::string_view(each.domain));
    });
    if (news.size() > kNewsMax)
        news.erase(news.begin() + static_cast<std::ptrdiff_t>(kNewsMax), news.end());
    return news;
}

}  // namespace sendpath::store
