#include "store/policy_news.hpp"

#include "store/path_rows.hpp"
#include "store/question.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {
namespace {

/// The policy that a report of a day found.
struct Found {
    std::int64_t day = 0;
    std::int64_t policy = 0;
};

struct Change {
    std::int64_t domain = 0;
    std::int64_t day = 0;
    std::int64_t before = 0;
    std::int64_t after = 0;
};

/// One for each day with reports, ascending. Served by report_by_day, day after day.
Result<std::vector<Found>> found_by_day(sqlite3& db, std::int64_t domain, DayRange days) {
    std::vector<Found> found;
    auto newest =
        Statement::prepare(db,
                           "SELECT day, policy FROM report"
                           " WHERE kind = 0 AND domain = ?1 AND day BETWEEN ?2 AND ?3 AND state = 1"
                           " ORDER BY day DESC, id DESC LIMIT 1");
    if (!newest) return newest.error();
    while (days.from <= days.to) {
        newest->with(domain, days.from, days.to);
        const Result<bool> row = newest->step();
        if (!row) return row.error();
        if (!*row) break;
        found.push_back({newest->integer(0), newest->integer(1)});
        days.to = found.back().day - 1;
    }
    std::ranges::reverse(found);
    return found;
}

void add_changes(std::int64_t domain, const std::vector<Found>& found, std::vector<Change>& into) {
    std::int64_t held = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const bool stays = i + 1 == found.size() || found[i + 1].policy == found[i].policy;
        if (!stays) continue;
        if (held != 0 && held != found[i].policy)
            into.push_back({domain, found[i].day, held, found[i].policy});
        held = found[i].policy;
    }
}

Result<model::PublishedPolicy> policy_of(sqlite3& db, std::int64_t row) {
    model::PublishedPolicy policy;
    const auto asked = each_row(
        db, fmt::format("SELECT {} FROM policy WHERE id = ?1", kPolicyColumns),
        [&](const Statement& each) { policy = policy_at(each, 0); }, row);
    if (!asked) return asked.error();
    return policy;
}

Result<std::vector<PolicyNews>> told(sqlite3& db, const std::vector<Change>& changes) {
    std::vector<PolicyNews> news;
    for (const Change& change : changes) {
        auto before = policy_of(db, change.before);
        if (!before) return before.error();
        auto after = policy_of(db, change.after);
        if (!after) return after.error();
        std::string name = after->domain.str();
        news.push_back({std::move(name), day(change.day), *std::move(before), *std::move(after)});
    }
    return news;
}

}  // namespace

Result<std::vector<PolicyNews>> policy_news(sqlite3& db,
                                            const std::optional<std::vector<std::int64_t>>& domains,
                                            const Period& period) {
    std::vector<std::int64_t> rows;
    const auto asked =
        each_row(db,
                 "SELECT id FROM domain WHERE EXISTS"
                 " (SELECT 1 FROM reporter_day WHERE reporter_day.domain = domain.id)",
                 [&](const Statement& row) {
                     if (takes(domains, row.integer(0))) rows.push_back(row.integer(0));
                 });
    if (!asked) return asked.error();
    std::vector<Change> changes;
    for (const std::int64_t row : rows) {
        const auto found = found_by_day(db, row, range_of(period));
        if (!found) return found.error();
        add_changes(row, *found, changes);
    }
    std::ranges::sort(changes, {},
                      [](const Change& change) { return std::tuple(-change.day, change.domain); });
    if (changes.size() > kNewsMax) changes.resize(kNewsMax);
    return told(db, changes);
}

}  // namespace sendpath::store
