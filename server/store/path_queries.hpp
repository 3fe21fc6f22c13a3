#pragma once

#include "analysis/change_points.hpp"
#include "analysis/policy_history.hpp"
#include "analysis/remedies.hpp"
#include "analysis/what_if.hpp"
#include "store/path_table.hpp"
#include "store/queries.hpp"

namespace sendpath::store {

// The questions about sending paths and domains; as those of store/queries.hpp. All find the paths
// of a period together and remember them until the store has something new, so that the questions
// of one page cost little more than the first of them.

// ---- paths

/// A path with what a list shows of it. analysis::remedy_for(verdict, names, service) tells why and
/// what to do.
struct PathRow {
    std::int64_t id = 0;
    std::string domain;        ///< header From
    std::string organization;  ///< organisational domain of it
    std::string sender;        ///< analysis::SenderIdentity::key()
    analysis::IdentityKind kind{};
    const analysis::Service* service = nullptr;  ///< where the sender is one of the table
    analysis::PathEvidence evidence;             ///< `sources` is only found for one path
    analysis::PathVerdict verdict;
    /// Names by class: of the classes with most failing messages an example each.
    analysis::PathNames names;
    std::string note;  ///< of the operator
};

enum class PathOrder : std::uint8_t { failing, messages, last_seen, domain, sender };

struct PathsQuestion {
    Filter filter;
    std::optional<analysis::Verdict> verdict;
    std::optional<analysis::Reason> reason;
    ResultFilter result = ResultFilter::any;  ///< paths that have such messages
    std::string text;                         ///< in the From domain, the sender or its name
    std::int64_t messages_min = 0;
    /// Rows of path, sorted: see store/path_selection.hpp.
    std::optional<std::vector<std::int64_t>> among;
    PathOrder order = PathOrder::failing;
    std::size_t limit = 50;
    std::optional<Position> after;
};

/// Paths of one verdict.
struct VerdictSum {
    std::int64_t paths = 0;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

struct PathsPage {
    Page<PathRow> page;
    std::array<VerdictSum, 5> by_verdict{};  ///< of the whole filtered set, by analysis::Verdict
    std::int64_t gathered = 0;  ///< what `unknown` paths stand for: strangers' addresses, and paths
};
[[nodiscard]] Result<PathsPage> paths(sqlite3& db, const PathsQuestion& question,
                                      const analysis::PublicSuffixes& suffixes);

// ---- one path

/// Results that messages of a path have, with an example of their names.
struct PathClassRow {
    model::Words words;
    model::AuthSet auth;  ///< words are in `words`
    Counts counts;
};

struct PathReporterRow {
    std::string reporter;  ///< org_name
    Counts counts;
    std::int64_t overridden = 0;  ///< failing messages that it treats otherwise than asked
    Day first_day;
    Day last_day;
};

struct PathDetail {
    PathRow row;
    std::vector<analysis::PathFact> facts;
    std::vector<DayCounts> days;             ///< with data, ascending
    std::vector<PathClassRow> classes;       ///< failing messages first; at most 32
    std::vector<PathReporterRow> reporters;  ///< by messages
    std::vector<analysis::ChangePoint> changes;
    std::vector<PathWord> history;  ///< of the operator's words, newest first
    std::int64_t gathered = 0;      ///< addresses of strangers and paths that it stands for
};
/// nullopt: no such path, or no messages in the period. The number of a sender that is gathered
/// gives the `unknown` path it is shown in.
[[nodiscard]] Result<std::optional<PathDetail>> path(sqlite3& db, std::int64_t id,
                                                     const Period& period,
                                                     const analysis::PublicSuffixes& suffixes);

struct PathSourceRow {
    model::IpAddress source;
    Counts counts;
    Day first_day;
    Day last_day;
};
struct PathSources {
    std::vector<PathSourceRow> rows;  ///< failing first, then by messages
    std::int64_t sources = 0;         ///< in all
};
/// Reads the flows of the path's From domain: its cost is by their number in the period.
[[nodiscard]] Result<PathSources> path_sources(sqlite3& db, std::int64_t id, const Period& period,
                                               std::size_t limit,
                                               const analysis::PublicSuffixes& suffixes);

// ---- sources that fail

struct FailingSource {
    model::IpAddress source;
    std::string domain;  ///< header From
    std::int64_t failing = 0;
    std::int64_t row = 0;  ///< of table source
};
/// The sources with most failing messages, a row for each From domain.
[[nodiscard]] Result<std::vector<FailingSource>> top_failing_sources(sqlite3& db,
                                                                     const Filter& filter,
                                                                     std::size_t limit);

// ---- policy domains

/// What a domain must show before a stricter policy. Numbers, and whether each is met.
struct Readiness {
    std::int64_t days = 0;          ///< with data; 14 or more
    std::int64_t reporters = 0;     ///< 3 or more
    std::int64_t own_messages = 0;  ///< of paths that are not spoofed
    std::int64_t worst_misconfigured =
        0;  ///< failing messages of the worst such path: 0.1 % of own
    std::int64_t worst_unsure_a_week = 0;     ///< of the worst unsure path; 10 or fewer
    std::int64_t paths_without_own_dkim = 0;  ///< in use, without one aligned signature
    bool bimi = false;

    [[nodiscard]] bool enough_days() const { return days >= 14; }
    [[nodiscard]] bool enough_reporters() const { return reporters >= 3; }
    [[nodiscard]] bool nothing_misconfigured() const {
        return worst_misconfigured * 1000 <= own_messages;
    }
    [[nodiscard]] bool nothing_unsure() const { return worst_unsure_a_week <= 10; }
    [[nodiscard]] bool all_sign() const { return paths_without_own_dkim == 0; }
    /// Whether all of them are met. The report address is not looked at here: that asks the DNS.
    [[nodiscard]] bool ready() const {
        return enough_days() && enough_reporters() && nothing_misconfigured() && nothing_unsure() &&
               all_sign();
    }
};

struct PolicyDomainRow {
    std::string domain;  ///< one that reports are about
    std::optional<SeenPolicy> policy;
    analysis::Stage stage{};
    Counts counts;                           ///< of it and all names below it
    std::array<VerdictSum, 5> by_verdict{};  ///< by analysis::Verdict
    analysis::WhatIf
        next_step;  ///< what the next stricter policy would do; at the top, what it does
    std::optional<analysis::Action> next_action;  ///< nullopt: enforced, nothing comes next
    std::optional<Day> last_report;
    Readiness readiness;
};
[[nodiscard]] Result<std::vector<PolicyDomainRow>> policy_domains(
    sqlite3& db, const Filter& filter, const analysis::PublicSuffixes& suffixes);

struct SubdomainRow {
    std::string domain;
    Counts counts;
    analysis::EffectivePolicy policy;
};

struct PolicyDomainDetail {
    PolicyDomainRow row;
    std::vector<analysis::PolicySpell> timeline;  ///< oldest first
    std::vector<SubdomainRow> subdomains;         ///< From domains at or below it, by messages
};
/// nullopt: no reports about it.
[[nodiscard]] Result<std::optional<PolicyDomainDetail>> policy_domain(
    sqlite3& db, const model::DomainName& domain, const Period& period,
    const analysis::PublicSuffixes& suffixes);

/// What a policy would have done to the paths at or below `domain` in the period.
[[nodiscard]] Result<analysis::WhatIf> simulated(sqlite3& db, const model::DomainName& domain,
                                                 const Period& period,
                                                 const analysis::ProposedPolicy& proposed,
                                                 const analysis::PublicSuffixes& suffixes);

// ---- what the operator said

[[nodiscard]] Result<std::vector<LabelRow>> labels(sqlite3& db);

/// How much of a regrouping is left.
struct Regrouping {
    bool flows = false;        ///< flows are still looked at
    std::int64_t sheets = 0;   ///< days of a From domain that are made again
    std::int64_t domains = 0;  ///< From domains whose strangers may have become worth a path
};
[[nodiscard]] Result<Regrouping> regrouping(sqlite3& db);

}  // namespace sendpath::store
