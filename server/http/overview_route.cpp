#include "http/completeness_json.hpp"
#include "http/domain_json.hpp"
#include "http/path_json.hpp"
#include "http/route.hpp"
#include "store/path_overview.hpp"
#include "store/reporter_days.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object domain_json(const store::DomainRow& row) {
    json::object object;
    object["domain"] = row.domain;
    put_counts(object, row.counts);
    object["counted"] = true;  // the sums hold nothing else
    object["policy"] = nullptr;
    if (row.policy) {
        json::object policy = policy_json(*row.policy);
        policy["seen"] = or_null(row.policy_seen);
        object["policy"] = std::move(policy);
    }
    return object;
}

json::object overview_json(const store::Overview& overview) {
    json::object object;
    put_counts(object, overview.counts);
    object["reports"] = overview.reports;
    object["records"] = overview.records;
    object["sources"] = overview.sources;
    object["failing_sources"] = overview.failing_sources;
    object["reporters"] = overview.reporters;
    json::array domains;
    for (const store::DomainRow& row : overview.domains) domains.push_back(domain_json(row));
    object["domains"] = std::move(domains);
    object["held"] = overview.held;
    object["duplicates"] = overview.duplicates;
    object["conflicts"] = overview.conflicts;
    object["skipped_records"] = overview.skipped_records;
    object["foreign_reports"] = overview.foreign_reports;
    return object;
}

constexpr std::size_t kFixMax = 6;  // paths that are to be mended next

json::object change_json(std::string_view kind, Day day, const std::string& domain) {
    json::object object;
    object["kind"] = kind;
    object["day"] = time::date(day);
    object["domain"] = domain;
    object["path"] = nullptr;
    object["sender"] = nullptr;
    object["reporter"] = nullptr;
    object["before"] = nullptr;
    object["after"] = nullptr;
    return object;
}

/// Newest first.
json::array changes_json(const store::PathOverview& paths,
                         const std::vector<store::ReporterCalendar>& reporters, Day today) {
    std::vector<std::pair<Day, json::object>> changes;
    for (const store::PathNews& each : paths.paths) {
        const std::string_view kind = each.gone ? "path_gone_silent" : "path_appeared";
        json::object object = change_json(kind, each.day, each.domain);
        object["path"] = each.path;
        object["sender"] = each.sender;
        changes.emplace_back(each.day, std::move(object));
    }
    for (const store::PolicyNews& each : paths.policies) {
        json::object object = change_json("policy_changed", each.day, each.domain);
        object["before"] = policy_json(each.before);
        object["after"] = policy_json(each.after);
        changes.emplace_back(each.day, std::move(object));
    }
    for (const store::ReporterCalendar& each : reporters) {
        std::vector<Day> days;
        for (const store::ReporterDay& day : each.days) days.push_back(day.day);
        if (!analysis::rhythm_of(days, today).silent) continue;
        json::object object = change_json("reporter_silent", days.back(), {});
        object["domain"] = nullptr;
        object["reporter"] = each.reporter;
        changes.emplace_back(days.back(), std::move(object));
    }
    std::ranges::sort(changes, [](const auto& a, const auto& b) { return a.first > b.first; });
    json::array array;
    for (auto& [day, object] : changes) array.push_back(std::move(object));
    return array;
}

/// Misconfigured paths, then those that ask a question, each by failing messages.
Result<json::array> fix_next_json(sqlite3& db, const Call& call, const store::Filter& filter) {
    json::array array;
    for (const analysis::Verdict verdict :
         {analysis::Verdict::misconfigured, analysis::Verdict::unsure}) {
        store::PathsQuestion question;
        question.filter = filter;
        question.verdict = verdict;
        question.result = store::ResultFilter::fail;
        question.limit = kFixMax - array.size();
        if (question.limit == 0) break;
        const auto found = store::paths(db, question, call.suffixes);
        if (!found) return found.error();
        for (const store::PathRow& row : found->page.rows) array.push_back(path_to_fix_json(row));
    }
    return array;
}

json::object strip_json(const store::PolicyDomainRow& row) {
    json::object object = policy_domain_json(row);
    object["readiness"] = readiness_json(row);
    return object;
}

void put_paths(json::object& object, const store::PathOverview& paths) {
    object["by_verdict"] = by_verdict_json(paths.by_verdict);
    object["own_messages"] = paths.own_messages;
    object["under_reject"] = affected_json(paths.under_reject);
    object["spoofed"] = json::object{{"quarantined", paths.spoofed_quarantined},
                                     {"rejected", paths.spoofed_rejected}};
}

}  // namespace

Answer get_overview(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const Result<store::Overview> overview = store::overview(db, filter);
    if (!overview) return store_problem(overview.error());
    const auto paths = store::path_overview(db, filter, call.suffixes);
    if (!paths) return store_problem(paths.error());
    auto fix_next = fix_next_json(db, call, filter);
    if (!fix_next) return store_problem(fix_next.error());
    const auto domains = store::policy_domains(db, filter, call.suffixes);
    if (!domains) return store_problem(domains.error());
    const auto reporters = store::reporter_calendars(db, filter);
    if (!reporters) return store_problem(reporters.error());
    const auto complete = store::completeness(db, filter);
    if (!complete) return store_problem(complete.error());
    put_completeness(*meta, *complete);
    json::object object = overview_json(*overview);
    put_paths(object, *paths);
    object["changes"] = changes_json(*paths, *reporters,
                                     std::min(call.today, filter.period.to.value_or(call.today)));
    object["fix_next"] = *std::move(fix_next);
    object["policy_domains"] = array_of(*domains, strip_json);
    return object_answer(std::move(object), *std::move(meta));
}

}  // namespace sendpath::http
