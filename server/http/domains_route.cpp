#include "http/domain_json.hpp"
#include "http/route.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;
using analysis::Action;

constexpr std::array<QueryReader::Choice<Action>, 2> kPolicies{
    {{"quarantine", Action::quarantine}, {"reject", Action::reject}}};
constexpr std::array<QueryReader::Choice<bool>, 2> kModes{{{"strict", true}, {"relaxed", false}}};

constexpr std::string_view kNoDomain = "no reports are about this domain";

/// Answers what is asked about one domain: `tell(detail)`, once it was found.
template <class Tell>
Answer about_domain(sqlite3& db, Call& call, Tell tell) {
    const store::Period period = call.query.period();
    if (const auto bad = call.query.problem()) return problem(*bad);
    const Result<model::DomainName> domain = model::DomainName::parse(call.name);
    if (!domain) return problem(404, kNoDomain);
    Result<json::object> meta = meta_json(db, {{*domain}, period});
    if (!meta) return store_problem(meta.error());
    const auto found = store::policy_domain(db, *domain, period, call.suffixes);
    if (!found) return store_problem(found.error());
    if (!*found) return problem(404, kNoDomain);
    return object_answer(tell(**found), *std::move(meta));
}

/// The records that a split of the simulation counts, as a request to this API: those that pass
/// today and would not under a strict comparison are in no filter, so there is none then.
json::value records_link(const Call& call, analysis::Verdict verdict, bool strict) {
    if (strict) return nullptr;
    std::string query = "domain=" + call.name + "&result=fail&verdict=";
    query.append(name(verdict));
    for (const char* each : {"from", "to", "range"})
        if (const auto value = call.request.query.find(each))
            query.append("&").append(each).append("=").append(*value);
    return json::value(query);
}

json::array splits_json(const Call& call, const analysis::WhatIf& found, bool strict) {
    json::array splits;
    for (std::size_t i = 0; i < found.domain.by_verdict.size(); ++i) {
        const auto verdict = static_cast<analysis::Verdict>(i);
        splits.push_back(
            json::object{{"verdict", name(verdict)},
                         {"messages", found.domain.of(verdict) + found.subdomains.of(verdict)},
                         {"records", records_link(call, verdict, strict)}});
    }
    return splits;
}

}  // namespace

Answer get_domains(sqlite3& db, Call& call) {
    const store::Filter filter = call.query.filter();
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const auto found = store::policy_domains(db, filter, call.suffixes);
    if (!found) return store_problem(found.error());
    return list_answer(array_of(*found, policy_domain_json), std::nullopt, *std::move(meta));
}

Answer get_domain(sqlite3& db, Call& call) {
    return about_domain(db, call, domain_detail_json);
}

Answer get_readiness(sqlite3& db, Call& call) {
    return about_domain(db, call, [](const store::PolicyDomainDetail& detail) {
        return readiness_json(detail.row);
    });
}

Answer get_simulation(sqlite3& db, Call& call) {
    const auto policy = call.query.choice("policy", kPolicies);
    analysis::ProposedPolicy proposed;
    proposed.sp = call.query.choice("sp", kPolicies);
    proposed.strict_dkim = call.query.choice("adkim", kModes).value_or(false);
    proposed.strict_spf = call.query.choice("aspf", kModes).value_or(false);
    if (!policy) call.query.fail("policy", "is missing: quarantine or reject");
    proposed.p = policy.value_or(Action::reject);
    const store::Period period = call.query.period();
    if (const auto bad = call.query.problem()) return problem(*bad);
    const Result<model::DomainName> domain = model::DomainName::parse(call.name);
    if (!domain) return problem(404, kNoDomain);

    Result<json::object> meta = meta_json(db, {{*domain}, period});
    if (!meta) return store_problem(meta.error());
    const auto found = store::simulated(db, *domain, period, proposed, call.suffixes);
    if (!found) return store_problem(found.error());
    json::object object = what_if_json(*found);
    object["policy"] = name(proposed.p);
    object["sp"] = name(proposed.sp.value_or(proposed.p));
    object["adkim"] = proposed.strict_dkim ? "strict" : "relaxed";
    object["aspf"] = proposed.strict_spf ? "strict" : "relaxed";
    const bool strict = proposed.strict_dkim || proposed.strict_spf;
    object["splits"] = splits_json(call, *found, strict);
    return object_answer(std::move(object), *std::move(meta));
}

}  // namespace sendpath::http
