#include "store/auth_sets.hpp"
#include "store/packed_records.hpp"
#include "store/queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sendpath::store {
namespace {

constexpr std::size_t kFlowsMax = 16;  // shown of one source

/// A source of the page, with the row numbers it is asked by.
struct Found {
    std::int64_t domain = 0;
    std::int64_t source = 0;
};

std::string result_condition(ResultFilter result) {
    switch (result) {
        case ResultFilter::any: return "1";
        case ResultFilter::fail: return "failing > 0";
        case ResultFilter::pass: return "total > failing";
        case ResultFilter::dkim_fail: return "total > dkim";
        case ResultFilter::spf_fail: return "total > spf";
    }
    return "1";
}

/// One row a source and domain, worst first. The sums stay in one pass over flow_day's key.
std::string page_sql(const SourcesQuestion& question,
                     const std::optional<std::vector<std::int64_t>>& domains) {
    const std::string_view order = question.order == SourceOrder::failing
                                       ? "-failing, -total, domain, source"
                                       : "-total, -failing, domain, source";
    std::string where = "day BETWEEN ?1 AND ?2";
    if (domains) where += " AND domain IN " + in_list(*domains);
    if (question.source) where += " AND source = (SELECT id FROM source WHERE address = ?7)";
    return fmt::format(
        "SELECT domain, source, sum(messages) AS total,"
        "       sum(CASE WHEN outcome & 3 = 0 THEN messages ELSE 0 END) AS failing,"
        "       sum(CASE WHEN outcome & 1 THEN messages ELSE 0 END) AS dkim,"
        "       sum(CASE WHEN outcome & 2 THEN messages ELSE 0 END) AS spf,"
        "       min(day), max(day)"
        "  FROM flow_day WHERE {0}"
        " GROUP BY domain, source"
        " HAVING ({1}) AND (?6 IS NULL OR ({2}) > (?3, ?4, ?5, ?6))"
        " ORDER BY {2} LIMIT {3}",
        where, result_condition(question.result), order, question.limit + 1);
}

/// Fills counts and flows of the page's sources of one domain.
Result<void> fill_flows(sqlite3& db, DayRange days, std::int64_t domain,
                        const std::map<std::int64_t, SourceRow*>& rows, AuthSets& auth_sets) {
    std::vector<std::int64_t> sources;
    sources.reserve(rows.size());
    for (const auto& [source, row] : rows) sources.push_back(source);
    Result<void> read;
    std::int64_t flow = -1;
    const auto asked = each_row(
        db,
        fmt::format("SELECT source, flow, outcome, sum(messages) FROM flow_day"
                    " WHERE domain = ?1 AND day BETWEEN ?2 AND ?3 AND source IN {}"
                    " GROUP BY source, flow, outcome",
                    in_list(sources)),
        [&](const Statement& row) {
            if (!read) return;
            SourceRow& into = *rows.at(row.integer(0));
            if (flow != row.integer(1)) {
                flow = row.integer(1);
                FlowCounts& fresh = into.flows.emplace_back();
                fresh.flow = flow;
                Result<model::AuthSet> auth = auth_sets.of_flow(flow, fresh.words);
                if (!auth) {
                    read = auth.error();
                    return;
                }
                fresh.auth = *std::move(auth);
            }
            const auto outcome = static_cast<Outcome>(row.integer(2));
            const std::int64_t messages = row.integer(3);
            add(into.counts, outcome, messages);
            add(into.flows.back().counts, outcome, messages);
            const auto override_class =
                static_cast<model::OverrideClass>(outcome >> kOverrideShift);
            if ((outcome & 3U) == 0 && override_class != model::OverrideClass::none)
                into.flows.back().overrides.emplace_back(override_class, messages);
        },
        domain, days.from, days.to);
    return asked ? read : asked;
}

void order_flows(SourceRow& row) {
    std::ranges::sort(row.flows, [](const FlowCounts& a, const FlowCounts& b) {
        return std::tuple(-a.counts.fail, -a.counts.messages, a.flow) <
               std::tuple(-b.counts.fail, -b.counts.messages, b.flow);
    });
    if (row.flows.size() > kFlowsMax)
        row.flows.erase(row.flows.begin() + kFlowsMax, row.flows.end());
}

/// Name, newest policy and flows of the sources found, domain by domain.
Result<void> fill(sqlite3& db, DayRange days, const std::vector<Found>& found,
                  std::vector<SourceRow>& rows) {
    std::map<std::int64_t, std::map<std::int64_t, SourceRow*>> by_domain;
    for (std::size_t i = 0; i < found.size(); ++i)
        by_domain[found[i].domain][found[i].source] = &rows[i];
    AuthSets auth_sets(db);
    for (const auto& [domain, sources] : by_domain) {
        std::string name;
        const auto named = each_row(
            db, "SELECT name FROM domain WHERE id = ?1",
            [&](const Statement& row) { name = row.text(0); }, domain);
        if (!named) return named.error();
        const auto policy = newest_policy(db, name);
        if (!policy) return policy.error();
        for (const auto& [source, row] : sources) {
            row->domain = name;
            if (*policy) row->policy = (*policy)->policy;
        }
        const auto filled = fill_flows(db, days, domain, sources, auth_sets);
        if (!filled) return filled.error();
    }
    for (SourceRow& row : rows) order_flows(row);
    return {};
}

}  // namespace

Result<Page<SourceRow>> sources(sqlite3& db, const SourcesQuestion& question) {
    const auto domains = domain_rows(db, question.filter.domains);
    if (!domains) return domains.error();
    const DayRange days = range_of(question.filter.period);
    std::vector<std::optional<std::int64_t>> after(4);
    if (question.after && question.after->key.size() == after.size())
        std::ranges::copy(question.after->key, after.begin());

    Page<SourceRow> page;
    std::vector<Found> found;
    std::vector<std::array<std::int64_t, 2>> sums;  // total, failing
    const auto keep = [&](const Statement& row) {
        found.push_back({row.integer(0), row.integer(1)});
        sums.push_back({row.integer(2), row.integer(3)});
        SourceRow& fresh = page.rows.emplace_back();
        fresh.first_day = day(row.integer(6));
        fresh.last_day = day(row.integer(7));
    };
    const std::string sql = page_sql(question, *domains);
    const Result<void> asked =
        question.source
            ? each_row(db, sql, keep, days.from, days.to, after[0], after[1], after[2], after[3],
                       Blob{question.source->packed()})
            : each_row(db, sql, keep, days.from, days.to, after[0], after[1], after[2], after[3]);
    if (!asked) return asked.error();

    if (page.rows.size() > question.limit) {
        page.rows.pop_back();
        found.pop_back();
        const auto [total, failing] = sums[found.size() - 1];
        const bool by_failing = question.order == SourceOrder::failing;
        page.next = Position{{by_failing ? -failing : -total, by_failing ? -total : -failing,
                              found.back().domain, found.back().source}};
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto address = address_of(db, found[i].source);
        if (!address) return address.error();
        page.rows[i].source = *address;
    }
    const auto filled = fill(db, days, found, page.rows);
    if (!filled) return filled.error();
    return page;
}

}  // namespace sendpath::store
