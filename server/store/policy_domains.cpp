#include "store/path_rows.hpp"
#include "store/policy_days.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sendpath::store {
namespace {

using analysis::Action;
using analysis::Verdict;

constexpr std::int64_t kWeek = 7;  // days

bool at_or_below(std::string_view name, std::string_view parent) {
    if (!name.ends_with(parent)) return false;
    return name.size() == parent.size() || name[name.size() - parent.size() - 1] == '.';
}

Counts counts_of(const analysis::PathEvidence& path) {
    Counts counts;
    counts.messages = path.messages;
    counts.both_aligned = path.both_aligned;
    counts.dkim_only = path.dkim_only;
    counts.spf_only = path.spf_only;
    counts.fail = path.failing;
    return counts;
}

void add(Counts& into, const Counts& more) {
    into.messages += more.messages;
    into.both_aligned += more.both_aligned;
    into.dkim_only += more.dkim_only;
    into.spf_only += more.spf_only;
    into.fail += more.fail;
    into.none += more.none;
    into.quarantine += more.quarantine;
    into.reject += more.reject;
}

using Paths = std::vector<const JudgedPath*>;

/// All paths, by From domain: there are many of them to a domain.
class PathsByDomain {
public:
    explicit PathsByDomain(const JudgedPaths& all) {
        for (const JudgedPath& path : all.paths) domains_[path.domain].push_back(&path);
    }

    /// Those of a domain and of the names below it.
    [[nodiscard]] Paths at_or_below(std::string_view domain) const {
        Paths found;
        for (const auto& [name, paths] : domains_)
            if (store::at_or_below(name, domain))
                found.insert(found.end(), paths.begin(), paths.end());
        return found;
    }

private:
    std::map<std::string_view, Paths> domains_;
};

std::vector<analysis::SimulatedPath> simulated_paths(const Paths& paths, std::string_view domain) {
    std::vector<analysis::SimulatedPath> simulated;
    simulated.reserve(paths.size());
    for (const JudgedPath* path : paths)
        simulated.push_back({path->domain != domain, path->verdict.shown.verdict, &path->evidence});
    return simulated;
}

/// none, quarantine, reject: the next of them. Where p=reject is only tried out, or leaves
/// subdomains open, it is the next one still.
std::optional<Action> next_of(const std::optional<SeenPolicy>& policy, std::string_view domain) {
    if (!policy) return Action::quarantine;
    if (analysis::stage_of(policy->policy) == analysis::Stage::enforced) return std::nullopt;
    const Action asked = analysis::effective_policy(policy->policy, domain).asked;
    return asked == Action::none ? Action::quarantine : Action::reject;
}

/// One misconfigured or unsure path too many, or one in use that does not sign.
void weigh(const JudgedPath& path, std::int64_t days, Readiness& readiness) {
    const analysis::PathEvidence& evidence = path.evidence;
    const Verdict verdict = path.verdict.shown.verdict;
    if (verdict != Verdict::spoofed) readiness.own_messages += evidence.messages;
    if (verdict == Verdict::misconfigured)
        readiness.worst_misconfigured = std::max(readiness.worst_misconfigured, evidence.failing);
    if (verdict == Verdict::unsure)
        readiness.worst_unsure_a_week = std::max(readiness.worst_unsure_a_week,
                                                 evidence.failing * kWeek / std::max(days, kWeek));
    const bool in_use =
        verdict == Verdict::misconfigured || (verdict == Verdict::healthy && proves_use(evidence));
    if (in_use && evidence.both_aligned + evidence.dkim_only == 0)
        ++readiness.paths_without_own_dkim;
}

Result<Readiness> readiness_of(sqlite3& db, const PolicyDomainRow& domain, const Period& period,
                               const Paths& paths) {
    Readiness readiness;
    const DayRange days = range_of(period);
    const auto read = each_row(
        db,
        "SELECT count(DISTINCT day), count(DISTINCT org_name) FROM reporter_day"
        "  JOIN reporter ON reporter.id = reporter"
        " WHERE domain = (SELECT id FROM domain WHERE name = ?1) AND day BETWEEN ?2 AND ?3",
        [&](const Statement& row) {
            readiness.days = row.integer(0);
            readiness.reporters = row.integer(1);
        },
        std::string_view(domain.domain), days.from, days.to);
    if (!read) return read.error();
    for (const JudgedPath* path : paths) weigh(*path, readiness.days, readiness);
    readiness.bimi = domain.policy && analysis::is_ready_for_bimi(domain.policy->policy);
    return readiness;
}

Result<PolicyDomainRow> row_of(sqlite3& db, std::string domain, const Period& period,
                               const Paths& paths) {
    PolicyDomainRow row;
    const auto policy = newest_policy(db, domain);
    if (!policy) return policy.error();
    row.policy = *policy;
    if (row.policy) row.stage = analysis::stage_of(row.policy->policy);
    const auto name = model::DomainName::parse(domain);
    if (name) {
        const auto series = counts_by_day(db, {{*name}, period});
        if (!series) return series.error();
        for (const DayCounts& each : *series) add(row.counts, each.counts);
    }
    for (const JudgedPath* path : paths) {
        VerdictSum& sum = row.by_verdict[static_cast<std::size_t>(path->verdict.shown.verdict)];
        ++sum.paths;
        sum.messages += path->evidence.messages;
        sum.failing += path->evidence.failing;
    }
    row.next_action = next_of(row.policy, domain);
    row.next_step =
        what_if(simulated_paths(paths, domain), {.p = row.next_action.value_or(Action::reject)});
    const auto read = each_row(
        db,
        "SELECT max(day) FROM reporter_day WHERE domain = (SELECT id FROM domain WHERE name = ?1)",
        [&](const Statement& found) {
            if (!found.is_null(0)) row.last_report = day(found.integer(0));
        },
        std::string_view(domain));
    if (!read) return read.error();
    row.domain = std::move(domain);
    const auto readiness = readiness_of(db, row, period, paths);
    if (!readiness) return readiness.error();
    row.readiness = *readiness;
    return row;
}

std::vector<SubdomainRow> subdomains_of(const PolicyDomainRow& domain, const Paths& paths) {
    std::map<std::string, Counts> sums;
    for (const JudgedPath* path : paths) add(sums[path->domain], counts_of(path->evidence));
    std::vector<SubdomainRow> rows;
    for (const auto& [name, counts] : sums) {
        SubdomainRow& row = rows.emplace_back(SubdomainRow{name, counts, {}});
        if (domain.policy) row.policy = analysis::effective_policy(domain.policy->policy, name);
    }
    std::ranges::sort(rows, {}, [](const SubdomainRow& row) {
        return std::tuple(-row.counts.messages, std::string_view(row.domain));
    });
    return rows;
}

/// Names that counted reports are about, of a filter.
Result<std::vector<std::string>> names_of(sqlite3& db, const Filter& filter) {
    const auto domains = domain_rows(db, filter.domains);
    if (!domains) return domains.error();
    std::vector<std::string> names;
    const auto read = each_row(
        db,
        "SELECT id, name FROM domain WHERE EXISTS"
        " (SELECT 1 FROM reporter_day WHERE reporter_day.domain = domain.id) ORDER BY name",
        [&](const Statement& row) {
            if (takes(*domains, row.integer(0))) names.push_back(row.text(1));
        });
    if (!read) return read.error();
    return names;
}

}  // namespace

Result<std::vector<PolicyDomainRow>> policy_domains(sqlite3& db, const Filter& filter,
                                                    const analysis::PublicSuffixes& suffixes) {
    using Answer = Result<std::vector<PolicyDomainRow>>;
    return in_one_view(db, [&]() -> Answer {
        const auto names = names_of(db, filter);
        if (!names) return names.error();
        const auto all = judged_paths(db, filter.period, suffixes);
        if (!all) return all.error();
        const PathsByDomain paths(**all);
        std::vector<PolicyDomainRow> rows;
        for (const std::string& name : *names) {
            auto row = row_of(db, name, filter.period, paths.at_or_below(name));
            if (!row) return row.error();
            rows.push_back(*std::move(row));
        }
        std::ranges::sort(rows, {}, [](const PolicyDomainRow& row) {
            return std::tuple(-row.counts.messages, std::string_view(row.domain));
        });
        return rows;
    });
}

Result<std::optional<PolicyDomainDetail>> policy_domain(sqlite3& db,
                                                        const model::DomainName& domain,
                                                        const Period& period,
                                                        const analysis::PublicSuffixes& suffixes) {
    using Answer = Result<std::optional<PolicyDomainDetail>>;
    return in_one_view(db, [&]() -> Answer {
        const auto names = names_of(db, {{domain}, period});
        if (!names) return names.error();
        if (std::ranges::find(*names, domain.str()) == names->end())
            return std::optional<PolicyDomainDetail>();
        const auto all = judged_paths(db, period, suffixes);
        if (!all) return all.error();
        const Paths paths = PathsByDomain(**all).at_or_below(domain.str());
        PolicyDomainDetail detail;
        auto row = row_of(db, domain.str(), period, paths);
        if (!row) return row.error();
        detail.row = *std::move(row);
        const auto holder = policy_holder(db, domain.str());
        if (!holder) return holder.error();
        if (*holder && (*holder)->domain == domain.str()) {
            auto timeline = PolicyDays(db).spells((*holder)->row, range_of(period));
            if (!timeline) return timeline.error();
            detail.timeline = *std::move(timeline);
        }
        detail.subdomains = subdomains_of(detail.row, paths);
        return std::optional(std::move(detail));
    });
}

Result<analysis::WhatIf> simulated(sqlite3& db, const model::DomainName& domain,
                                   const Period& period, const analysis::ProposedPolicy& proposed,
                                   const analysis::PublicSuffixes& suffixes) {
    const auto all = judged_paths(db, period, suffixes);
    if (!all) return all.error();
    const Paths paths = PathsByDomain(**all).at_or_below(domain.str());
    return what_if(simulated_paths(paths, domain.str()), proposed);
}

Result<std::vector<LabelRow>> labels(sqlite3& db) {
    std::vector<LabelRow> rows;
    const auto read = each_row(
        db, "SELECT id, kind, pattern, name, use, note, changed, author FROM label ORDER BY id",
        [&](const Statement& row) {
            rows.push_back({row.integer(0),
                            {static_cast<analysis::LabelBy>(row.integer(1)), row.text(2),
                             row.text(3), static_cast<analysis::Use>(row.integer(4))},
                            row.text(5),
                            seconds(row.integer(6)),
                            row.text(7)});
        });
    if (!read) return read.error();
    return rows;
}

Result<Regrouping> regrouping(sqlite3& db) {
    const auto flow = one_integer(db, "SELECT value FROM state WHERE name = 'regroup_flow'");
    if (!flow) return flow.error();
    const auto sheets = one_integer(db, "SELECT count(*) FROM stale_sheet");
    if (!sheets) return sheets.error();
    const auto domains = one_integer(db, "SELECT count(*) FROM stranger_mark");
    if (!domains) return domains.error();
    return Regrouping{*flow > 0, *sheets, *domains};
}

}  // namespace sendpath::store
