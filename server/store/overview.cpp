#include "store/queries.hpp"
#include "store/question.hpp"
#include "store/source_sums.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {
namespace {

constexpr std::size_t kDomainsMax = 50;  // of the overview

/// "= 0" or "IN (...)": the rows of domain_day that make up a filter.
std::string totals_of(const std::optional<std::vector<std::int64_t>>& domains) {
    return domains ? "IN " + in_list(*domains) : "= 0";
}

Result<void> fill_reports(sqlite3& db, const std::optional<std::vector<std::int64_t>>& domains,
                          DayRange days, Overview& into) {
    return each_row(
        db,
        fmt::format("SELECT sum(reports), sum(records), count(DISTINCT org_name)"
                    "  FROM reporter_day JOIN reporter ON reporter.id = reporter"
                    " WHERE {}day BETWEEN ?1 AND ?2",
                    among("domain", domains)),
        [&](const Statement& row) {
            into.reports = row.integer(0);
            into.records = row.integer(1);
            into.reporters = row.integer(2);
        },
        days.from, days.to);
}

/// From the sheets; from the flows of each day, which takes longer, while some sheet is not yet
/// made.
Result<void> fill_sources(sqlite3& db, const std::optional<std::vector<std::int64_t>>& domains,
                          DayRange days, Overview& into) {
    const auto stale = some_sheet_is_stale(db);
    if (!stale) return stale.error();
    if (*stale)
        return each_row(
            db,
            fmt::format("SELECT count(DISTINCT source),"
                        "       count(DISTINCT CASE WHEN outcome & 3 = 0 THEN source END)"
                        "  FROM flow_day WHERE {}day BETWEEN ?1 AND ?2",
                        among("domain", domains)),
            [&](const Statement& row) {
                into.sources = row.integer(0);
                into.failing_sources = row.integer(1);
            },
            days.from, days.to);
    const auto rows = domains_with_sheets(db, domains);
    if (!rows) return rows.error();
    auto of_domains = SourceSums::of_period(db, days);
    if (!of_domains) return of_domains.error();
    const auto sums = of_domains->of(*rows);
    if (!sums) return sums.error();
    into.sources = std::ssize(*sums);
    into.failing_sources =
        std::ranges::count_if(*sums, [](const SourceSum& sum) { return sum.failing > 0; });
    return {};
}

Result<void> fill_domains(sqlite3& db, const std::optional<std::vector<std::int64_t>>& domains,
                          DayRange days, Overview& into) {
    const auto asked = each_row(
        db,
        fmt::format("SELECT name, outcome, sum(messages) FROM domain_day"
                    "  JOIN domain ON domain.id = domain_day.domain"
                    " WHERE {}day BETWEEN ?1 AND ?2 GROUP BY domain_day.domain, outcome",
                    among("domain_day.domain", domains)),
        [&](const Statement& row) {
            if (into.domains.empty() || into.domains.back().domain != row.view(0))
                into.domains.push_back({.domain = row.text(0)});
            add(into.domains.back().counts, static_cast<Outcome>(row.integer(1)), row.integer(2));
        },
        days.from, days.to);
    if (!asked) return asked.error();
    std::ranges::sort(into.domains, [](const DomainRow& a, const DomainRow& b) {
        return std::pair(-a.counts.messages, std::string_view(a.domain)) <
               std::pair(-b.counts.messages, std::string_view(b.domain));
    });
    if (into.domains.size() > kDomainsMax) into.domains.resize(kDomainsMax);
    for (DomainRow& each : into.domains) {
        const auto policy = newest_policy(db, each.domain);
        if (!policy) return policy.error();
        if (*policy) {
            each.policy = (*policy)->policy;
            each.policy_seen = (*policy)->seen;
        }
    }
    return {};
}

/// What the filter does not touch: the state of the whole store.
Result<void> fill_state(sqlite3& db, Overview& into) {
    const std::pair<const char*, std::int64_t*> questions[] = {
        {"SELECT count(*) FROM held WHERE ignored IS NULL", &into.held},
        {"SELECT value FROM state WHERE name = 'duplicates'", &into.duplicates},
        {"SELECT value FROM state WHERE name = 'skipped_records'", &into.skipped_records},
        {"SELECT count(*) FROM report WHERE state = 2", &into.conflicts},
        {"SELECT count(*) FROM report WHERE state = 3", &into.foreign_reports},
    };
    for (const auto& [sql, number] : questions) {
        const auto answer = one_integer(db, sql);
        if (!answer) return answer.error();
        *number = *answer;
    }
    return {};
}

}  // namespace

Result<std::int64_t> generation(sqlite3& db) {
    return one_integer(db, "SELECT value FROM state WHERE name = 'generation'");
}

Result<Extent> extent(sqlite3& db, const std::vector<model::DomainName>& names) {
    const auto domains = domain_rows(db, names);
    if (!domains) return domains.error();
    Extent extent;
    const auto asked = each_row(db,
                                fmt::format("SELECT min(day), max(day) FROM domain_day"
                                            " WHERE domain {} AND day <= {}",
                                            totals_of(*domains), kLatestDay),
                                [&](const Statement& row) {
                                    if (row.is_null(0)) return;
                                    extent.first_day = day(row.integer(0));
                                    extent.last_day = day(row.integer(1));
                                });
    if (!asked) return asked.error();
    const auto now = generation(db);
    if (!now) return now.error();
    extent.generation = *now;
    return extent;
}

Result<Overview> overview(sqlite3& db, const Filter& filter) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    const DayRange days = range_of(filter.period);
    Overview overview;
    Result<void> asked = each_row(
        db,
        fmt::format("SELECT outcome, sum(messages) FROM domain_day"
                    " WHERE domain {} AND day BETWEEN ?1 AND ?2 GROUP BY outcome",
                    totals_of(*domains)),
        [&](const Statement& row) {
            add(overview.counts, static_cast<Outcome>(row.integer(0)), row.integer(1));
        },
        days.from, days.to);
    if (asked) asked = fill_reports(db, *domains, days, overview);
    if (asked) asked = fill_sources(db, *domains, days, overview);
    if (asked) asked = fill_domains(db, *domains, days, overview);
    if (asked) asked = fill_state(db, overview);
    if (!asked) return asked.error();
    return overview;
}

Result<std::vector<DayCounts>> counts_by_day(sqlite3& db, const Filter& filter) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    const DayRange days = range_of(filter.period);
    std::vector<DayCounts> series;
    const auto asked = each_row(
        db,
        fmt::format("SELECT day, outcome, sum(messages) FROM domain_day"
                    " WHERE domain {} AND day BETWEEN ?1 AND ?2"
                    " GROUP BY day, outcome ORDER BY day",
                    totals_of(*domains)),
        [&](const Statement& row) {
            const Day at = day(row.integer(0));
            if (series.empty() || series.back().day != at) series.push_back({.day = at});
            add(series.back().counts, static_cast<Outcome>(row.integer(1)), row.integer(2));
        },
        days.from, days.to);
    if (!asked) return asked.error();
    return series;
}

}  // namespace sendpath::store
