#include "store/auth_sets.hpp"
#include "store/judged_paths.hpp"
#include "store/queries.hpp"
#include "store/source_sums.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sendpath::store {
namespace {

constexpr std::size_t kFlowsMax = 16;  // shown of one source

/// A source of the page: what the list is in order of, which ends in the row numbers of its From
/// domain and of the source.
struct Found {
    std::array<std::int64_t, 4> place{};
    [[nodiscard]] std::int64_t domain() const { return place[2]; }
    [[nodiscard]] std::int64_t source() const { return place[3]; }
};

/// As page_sql() orders them.
std::array<std::int64_t, 4> place_of(SourceOrder order, std::int64_t domain, const SourceSum& sum) {
    return order == SourceOrder::failing
               ? std::array{-sum.failing, -sum.messages, domain, sum.source}
               : std::array{-sum.messages, -sum.failing, domain, sum.source};
}

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

/// Rows of flow_day of the flows that a condition takes, each found by its key: a flow has few.
std::string days_of_flows(std::string_view condition) {
    return fmt::format(
        "(SELECT flow_day.* FROM flow"
        "  CROSS JOIN (SELECT DISTINCT day FROM domain_day"
        "               WHERE domain = 0 AND day BETWEEN ?1 AND ?2) AS told"
        "  CROSS JOIN flow_day ON flow_day.domain = flow.domain AND flow_day.day = told.day"
        "                     AND flow_day.flow = flow.id"
        "  WHERE {})",
        condition);
}

/// One row a source and domain, worst first, from the flows of the source or of all.
std::string page_sql(const SourcesQuestion& question,
                     const std::optional<std::vector<std::int64_t>>& domains) {
    const std::string_view order = question.order == SourceOrder::failing
                                       ? "-failing, -total, domain, source"
                                       : "-total, -failing, domain, source";
    // The flows of one source are found by day already; a second condition on the day would keep
    // SQLite from the whole key of flow_day.
    std::string where = question.source ? "1" : "day BETWEEN ?1 AND ?2";
    if (domains) where += " AND domain IN " + in_list(*domains);
    return fmt::format(
        "SELECT domain, source, sum(messages) AS total,"
        "       sum(CASE WHEN outcome & 3 = 0 THEN messages ELSE 0 END) AS failing,"
        "       sum(CASE WHEN outcome & 1 THEN messages ELSE 0 END) AS dkim,"
        "       sum(CASE WHEN outcome & 2 THEN messages ELSE 0 END) AS spf"
        "  FROM {4} WHERE {0}"
        " GROUP BY domain, source"
        " HAVING ({1}) AND (?6 IS NULL OR ({2}) > (?3, ?4, ?5, ?6))"
        " ORDER BY {2} LIMIT {3}",
        where, result_condition(question.result), order, question.limit + 1,
        question.source ? days_of_flows("flow.source = (SELECT id FROM source WHERE address = ?7)")
                        : "flow_day");
}

/// One more than the page has, so that its end is known.
Result<std::vector<Found>> found_in_flows(sqlite3& db, const SourcesQuestion& question,
                                          const std::optional<std::vector<std::int64_t>>& domains,
                                          DayRange days) {
    std::vector<std::optional<std::int64_t>> after(4);
    if (question.after && question.after->key.size() == after.size())
        std::ranges::copy(question.after->key, after.begin());
    std::vector<Found> found;
    const auto keep = [&](const Statement& row) {
        found.push_back({place_of(question.order, row.integer(0),
                                  {row.integer(1), row.integer(2), row.integer(3)})});
    };
    const std::string sql = page_sql(question, domains);
    const Result<void> asked =
        question.source
            ? each_row(db, sql, keep, days.from, days.to, after[0], after[1], after[2], after[3],
                       Blob{question.source->packed()})
            : each_row(db, sql, keep, days.from, days.to, after[0], after[1], after[2], after[3]);
    if (!asked) return asked.error();
    return found;
}

/// Whether the sheets tell what is asked: they know of a source how many messages fail, not by
/// which leg.
bool sheets_tell(const SourcesQuestion& question) {
    return !question.source && question.result != ResultFilter::dkim_fail &&
           question.result != ResultFilter::spf_fail;
}

bool fits(ResultFilter result, const SourceSum& sum) {
    if (result == ResultFilter::fail) return sum.failing > 0;
    return result != ResultFilter::pass || sum.messages > sum.failing;
}

/// As found_in_flows(), at a cost that does not grow with the number of flows.
Result<std::vector<Found>> found_in_sheets(sqlite3& db, const SourcesQuestion& question,
                                           const std::optional<std::vector<std::int64_t>>& domains,
                                           DayRange days) {
    const auto rows = domains_with_sheets(db, domains);
    if (!rows) return rows.error();
    std::array<std::int64_t, 4> after{INT64_MIN};
    if (question.after && question.after->key.size() == after.size())
        std::ranges::copy(question.after->key, after.begin());
    std::vector<Found> found;
    const auto keep_first = [&] {
        const std::size_t kept = std::min(question.limit + 1, found.size());
        std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), {},
                                  &Found::place);
        found.resize(kept);
    };
    auto of_domain = SourceSums::of_period(db, days);
    if (!of_domain) return of_domain.error();
    for (const std::int64_t domain : *rows) {
        const auto sums = of_domain->of({domain});
        if (!sums) return sums.error();
        for (const SourceSum& sum : *sums) {
            if (!fits(question.result, sum)) continue;
            const Found each{place_of(question.order, domain, sum)};
            if (each.place > after) found.push_back(each);
        }
        keep_first();
    }
    return found;
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
        fmt::format("SELECT source, flow, outcome, sum(messages), min(day), max(day) FROM {}"
                    " GROUP BY source, flow, outcome",
                    days_of_flows("flow.source IN " + in_list(sources) + " AND flow.domain = ?3")),
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
            into.first_day = std::min(into.first_day, day(row.integer(4)));
            into.last_day = std::max(into.last_day, day(row.integer(5)));
            const auto outcome = static_cast<Outcome>(row.integer(2));
            const std::int64_t messages = row.integer(3);
            add(into.counts, outcome, messages);
            add(into.flows.back().counts, outcome, messages);
            const auto override_class =
                static_cast<model::OverrideClass>(outcome >> kOverrideShift);
            if ((outcome & 3U) == 0 && override_class != model::OverrideClass::none)
                into.flows.back().overrides.emplace_back(override_class, messages);
        },
        days.from, days.to, domain);
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
        by_domain[found[i].domain()][found[i].source()] = &rows[i];
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
    return in_one_view(db, [&]() -> Result<Page<SourceRow>> {
        const auto domains = domain_rows(db, question.filter.domains);
        if (!domains) return domains.error();
        const auto stale = some_sheet_is_stale(db);
        if (!stale) return stale.error();
        const DayRange days = range_of(question.filter.period);
        auto found = sheets_tell(question) && !*stale
                         ? found_in_sheets(db, question, *domains, days)
                         : found_in_flows(db, question, *domains, days);
        if (!found) return found.error();

        Page<SourceRow> page;
        if (found->size() > question.limit) {
            found->pop_back();
            const auto& last = found->back().place;
            page.next = Position{{last.begin(), last.end()}};
        }
        for (const Found& each : *found) {
            const auto address = address_of(db, each.source());
            if (!address) return address.error();
            SourceRow& row = page.rows.emplace_back();
            row.source = *address;
            row.first_day = Day::max();
            row.last_day = Day::min();
        }
        const auto filled = fill(db, days, *found, page.rows);
        if (!filled) return filled.error();
        return page;
    });
}

}  // namespace sendpath::store
