#include "http/domain_json.hpp"

#include "http/path_json.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;
using analysis::Affected;
using store::Readiness;

Affected sum_of(const Affected& a, const Affected& b) {
    Affected sum = a;
    sum.messages += b.messages;
    for (std::size_t i = 0; i < sum.by_verdict.size(); ++i)
        sum.by_verdict.at(i) += b.by_verdict.at(i);
    sum.spared += b.spared;
    sum.acted_on += b.acted_on;
    sum.lost_by_strict += b.lost_by_strict;
    return sum;
}

json::object spell_json(const analysis::PolicySpell& spell) {
    json::object object;
    object["policy"] = policy_json(spell.policy);
    object["first_day"] = time::date(spell.first_day);
    object["last_day"] = time::date(spell.last_day);
    object["reports"] = spell.reports;
    return object;
}

json::object effective_json(const analysis::EffectivePolicy& policy) {
    json::object object;
    object["asked"] = name(policy.asked);
    object["applied"] = name(policy.applied);
    object["tag"] = name(policy.tag);
    object["testing"] = policy.testing;
    object["percent"] = policy.percent;
    object["depends_on_existence"] = policy.depends_on_existence;
    return object;
}

json::object subdomain_json(const store::SubdomainRow& row) {
    json::object object;
    object["domain"] = row.domain;
    put_counts(object, row.counts);
    object["policy"] = effective_json(row.policy);
    return object;
}

/// A rung of the ladder that a domain climbs.
struct Rung {
    std::string_view step;
    std::string_view tags;  ///< of the record
};
constexpr std::array<Rung, 5> kLadder{{{"none", "p=none"},
                                       {"quarantine_testing", "p=quarantine; t=y"},
                                       {"quarantine", "p=quarantine"},
                                       {"reject_testing", "p=reject; t=y"},
                                       {"reject", "p=reject"}}};

std::size_t rung_of(const std::optional<store::SeenPolicy>& seen, const std::string& domain) {
    if (!seen) return 0;
    const analysis::EffectivePolicy policy = analysis::effective_policy(seen->policy, domain);
    const bool trial = policy.testing || policy.percent < 100;
    switch (policy.asked) {
        case analysis::Action::none: return 0;
        case analysis::Action::quarantine: return trial ? 1 : 2;
        case analysis::Action::reject: return trial ? 3 : 4;
    }
    return 0;
}

/// Where it stands and, while it is ready, the next rung: nobody is sent up on too little.
json::object ladder_json(const store::PolicyDomainRow& row) {
    const std::size_t at = rung_of(row.policy, row.domain);
    json::object object;
    json::array rungs;
    for (const Rung& rung : kLadder) rungs.emplace_back(rung.step);
    object["rungs"] = std::move(rungs);
    object["at"] = kLadder.at(at).step;
    object["next"] = nullptr;
    if (at + 1 == kLadder.size()) return object;
    const Rung& next = kLadder.at(at + 1);
    object["next"] = json::object{{"rung", next.step},
                                  {"advised", row.readiness.ready()},
                                  {"record", json::object{{"name", "_dmarc." + row.domain},
                                                          {"type", "TXT"},
                                                          {"value", next.tags},
                                                          {"part", true},
                                                          {"to_be_filled", false}}}};
    return object;
}

struct Check {
    std::string_view code;
    std::int64_t value = 0;
    std::int64_t bound = 0;
    bool met = false;
};

json::object check_json(const Check& check) {
    return {
        {"code", check.code}, {"value", check.value}, {"bound", check.bound}, {"met", check.met}};
}

std::array<Check, 5> checks_of(const Readiness& readiness) {
    return {
        {{"days_of_data", readiness.days, 14, readiness.enough_days()},
         {"reporters", readiness.reporters, 3, readiness.enough_reporters()},
         {"worst_misconfigured_path", readiness.worst_misconfigured, readiness.own_messages / 1000,
          readiness.nothing_misconfigured()},
         {"worst_unsure_path_a_week", readiness.worst_unsure_a_week, 10,
          readiness.nothing_unsure()},
         {"paths_without_own_dkim", readiness.paths_without_own_dkim, 0, readiness.all_sign()}}};
}

json::value next_policy_json(const store::PolicyDomainRow& row) {
    return row.next_action ? json::value(name(*row.next_action)) : json::value();
}

/// Those not met first.
json::array checks_json(const Readiness& readiness) {
    json::array array;
    for (const bool met : {false, true})
        for (const Check& check : checks_of(readiness))
            if (check.met == met) array.push_back(check_json(check));
    return array;
}

}  // namespace

json::object policy_domain_json(const store::PolicyDomainRow& row) {
    json::object object;
    object["domain"] = row.domain;
    put_counts(object, row.counts);
    object["policy"] = seen_policy_json(row.policy);
    object["stage"] = name(row.stage);
    object["by_verdict"] = by_verdict_json(row.by_verdict);
    object["next_policy"] = next_policy_json(row);
    object["affected_by_next"] = what_if_json(row.next_step);
    object["last_report"] = or_null(row.last_report);
    return object;
}

json::object readiness_json(const store::PolicyDomainRow& row) {
    const Readiness& readiness = row.readiness;
    json::object object;
    object["domain"] = row.domain;
    object["ready"] = readiness.ready();
    object["next_policy"] = next_policy_json(row);
    object["own_messages"] = readiness.own_messages;
    object["checks"] = checks_json(readiness);
    object["bimi"] = readiness.bimi;
    return object;
}

json::object domain_detail_json(const store::PolicyDomainDetail& detail) {
    json::object object = policy_domain_json(detail.row);
    object["timeline"] = array_of(detail.timeline, spell_json);
    object["subdomains"] = array_of(detail.subdomains, subdomain_json);
    object["readiness"] = readiness_json(detail.row);
    object["ladder"] = ladder_json(detail.row);
    return object;
}

json::object affected_json(const Affected& affected) {
    json::object by_verdict;
    for (std::size_t i = 0; i < affected.by_verdict.size(); ++i)
        by_verdict[name(static_cast<analysis::Verdict>(i))] = affected.by_verdict.at(i);
    json::object object;
    object["messages"] = affected.messages;
    object["own"] = affected.own();
    object["by_verdict"] = std::move(by_verdict);
    object["spared"] = affected.spared;
    object["acted_on"] = affected.acted_on;
    object["lost_by_strict"] = affected.lost_by_strict;
    return object;
}

json::object what_if_json(const analysis::WhatIf& what_if) {
    json::object object;
    object["total"] = affected_json(sum_of(what_if.domain, what_if.subdomains));
    object["domain"] = affected_json(what_if.domain);
    object["subdomains"] = affected_json(what_if.subdomains);
    return object;
}

}  // namespace sendpath::http
