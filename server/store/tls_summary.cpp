#include "store/tls_summary.hpp"

#include "store/question.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace sendpath::store {
namespace {

/// One domain as it is summed up.
struct Sum {
    std::set<std::int64_t> reports;
    TlsCounts sessions;
    std::map<Day, TlsCounts> days;
    std::map<std::string, TlsCounts, std::less<>> policies;
    std::map<std::string, TlsCounts, std::less<>> reporters;

    struct Failure {
        std::int64_t sessions = 0;
        std::map<std::string, std::int64_t, std::less<>> receiving_mx;
        std::map<std::string, std::int64_t, std::less<>> reporters;
    };
    std::map<std::string, Failure, std::less<>> failures;
};
using Sums = std::map<std::string, Sum, std::less<>>;

void add(TlsCounts& into, const TlsCounts& more) {
    into.successful += more.successful;
    into.failed += more.failed;
}

/// " AND domain IN (...)": the names below those that are asked about.
Result<std::string> among_names(sqlite3& db, const Filter& filter) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    if (!*domains) return std::string();
    return " AND tls_policy.domain IN (SELECT name FROM domain WHERE id IN " + in_list(**domains) +
           ")";
}

Result<void> sum_policies(sqlite3& db, std::string_view among, const DayRange& days, Sums& sums) {
    return each_row(
        db,
        fmt::format("SELECT tls_policy.domain, report.id, day, type, org_name,"
                    "       coalesce(successful, 0), coalesce(failed, 0)"
                    "  FROM report JOIN tls_policy ON tls_policy.report = report.id"
                    "  JOIN reporter ON reporter.id = report.reporter"
                    " WHERE kind = 2 AND state = 1 AND day BETWEEN ?1 AND ?2"
                    "   AND tls_policy.domain IS NOT NULL{}",
                    among),
        [&](const Statement& row) {
            Sum& sum = sums[row.text(0)];
            const TlsCounts sessions{row.integer(5), row.integer(6)};
            sum.reports.insert(row.integer(1));
            add(sum.sessions, sessions);
            add(sum.days[Day(std::chrono::days(row.integer(2)))], sessions);
            add(sum.policies[row.text(3)], sessions);
            add(sum.reporters[row.text(4)], sessions);
        },
        days.from, days.to);
}

Result<void> sum_failures(sqlite3& db, std::string_view among, const DayRange& days, Sums& sums) {
    return each_row(
        db,
        fmt::format("SELECT tls_policy.domain, result_type, mx_hostname, org_name,"
                    "       sum(coalesce(sessions, 0))"
                    "  FROM report JOIN tls_policy ON tls_policy.report = report.id"
                    "  JOIN tls_failure ON tls_failure.report = report.id"
                    "   AND tls_failure.policy = tls_policy.seq"
                    "  JOIN reporter ON reporter.id = report.reporter"
                    " WHERE kind = 2 AND state = 1 AND day BETWEEN ?1 AND ?2"
                    "   AND tls_policy.domain IS NOT NULL{} GROUP BY 1, 2, 3, 4",
                    among),
        [&](const Statement& row) {
            Sum::Failure& failure = sums[row.text(0)].failures[row.text(1)];
            const std::int64_t sessions = row.integer(4);
            failure.sessions += sessions;
            if (!row.is_null(2)) failure.receiving_mx[row.text(2)] += sessions;
            failure.reporters[row.text(3)] += sessions;
        },
        days.from, days.to);
}

/// The names with most sessions.
std::vector<std::string> foremost(const std::map<std::string, std::int64_t, std::less<>>& names) {
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [name, sessions] : names) order.emplace_back(-sessions, name);
    std::ranges::sort(order);
    std::vector<std::string> first;
    for (auto& [sessions, name] : order)
        if (first.size() < TlsFailureType::kNamesMax) first.push_back(std::move(name));
    return first;
}

std::vector<TlsPart> parts(const std::map<std::string, TlsCounts, std::less<>>& sums) {
    std::vector<TlsPart> all;
    for (const auto& [name, sessions] : sums) all.push_back({name, sessions});
    std::ranges::sort(all, {}, [](const TlsPart& each) {
        return std::tuple(-each.sessions.failed, -each.sessions.successful,
                          std::string_view(each.name));
    });
    return all;
}

TlsDomain row_of(const std::string& domain, const Sum& sum) {
    TlsDomain row{.domain = domain,
                  .reports = static_cast<std::int64_t>(sum.reports.size()),
                  .sessions = sum.sessions,
                  .days = {},
                  .policies = parts(sum.policies),
                  .reporters = parts(sum.reporters),
                  .failures = {}};
    for (const auto& [day, sessions] : sum.days) row.days.push_back({day, sessions});
    for (const auto& [type, failure] : sum.failures)
        row.failures.push_back(
            {type, failure.sessions, foremost(failure.receiving_mx), foremost(failure.reporters)});
    std::ranges::sort(row.failures, {}, [](const TlsFailureType& each) {
        return std::tuple(-each.sessions, std::string_view(each.type));
    });
    return row;
}

}  // namespace

Result<std::vector<TlsDomain>> tls_summary(sqlite3& db, const Filter& filter) {
    const Result<std::string> among = among_names(db, filter);
    if (!among) return among.error();
    const DayRange days = range_of(filter.period);
    Sums sums;
    Result<void> asked = sum_policies(db, *among, days, sums);
    if (asked) asked = sum_failures(db, *among, days, sums);
    if (!asked) return asked.error();
    std::vector<TlsDomain> rows;
    for (const auto& [domain, sum] : sums) rows.push_back(row_of(domain, sum));
    std::ranges::sort(rows, {}, [](const TlsDomain& each) {
        return std::tuple(-each.sessions.failed, -each.sessions.successful,
                          std::string_view(each.domain));
    });
    return rows;
}

}  // namespace sendpath::store
