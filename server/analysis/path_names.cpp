#include "analysis/path_names.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace sendpath::analysis {
namespace {

/// Failing messages first, then all: a pair compares that way.
using Weight = std::pair<std::int64_t, std::int64_t>;
using Name = std::pair<std::string, std::string>;  // a domain, a selector
using Tally = std::map<Name, Weight>;

struct Tallies {
    Tally foreign_dkim;
    Tally foreign_spf;
    Tally own_dkim;
    Tally own_spf;
    Tally addresses;
};

void count(Tally& tally, std::string_view name, std::string_view detail, Weight weight) {
    if (name.empty()) return;
    Weight& sum = tally[{std::string(name), std::string(detail)}];
    sum.first += weight.first;
    sum.second += weight.second;
}

Name most(const Tally& tally) {
    const auto found =
        std::ranges::max_element(tally, {}, [](const auto& entry) { return entry.second; });
    return found == tally.end() ? Name{} : found->first;
}

void count(Tallies& tallies, const WeightedFlow& flow, const OwnNames& names) {
    const Weight weight{flow.failing, flow.messages};
    for (const DkimFact& fact : flow.facts->dkim) {
        if (fact.result == model::DkimResult::absent || fact.result == model::DkimResult::none)
            continue;
        if (names.own(fact.domain))
            count(tallies.own_dkim, fact.domain, fact.selector, weight);
        else if (fact.result == model::DkimResult::pass)
            count(tallies.foreign_dkim, fact.domain, fact.selector, weight);
    }
    for (const SpfFact& fact : flow.facts->spf) {
        if (fact.scope == model::SpfScope::helo) continue;
        if (names.own(fact.domain))
            count(tallies.own_spf, fact.domain, {}, weight);
        else if (fact.result == model::SpfResult::pass)
            count(tallies.foreign_spf, fact.domain, {}, weight);
    }
    count(tallies.addresses, flow.source.str(), {}, weight);
}

}  // namespace

PathNames path_names(const OwnNames& names, std::string_view header_from,
                     std::span<const WeightedFlow> flows) {
    PathNames found;
    Tallies tallies;
    for (const WeightedFlow& flow : flows) {
        count(tallies, flow, names);
        found.messages += flow.messages;
        found.failing += flow.failing;
    }
    found.header_from = header_from;
    found.organization = names.organization();
    found.policy_domain = found.organization;
    std::tie(found.dkim_domain, found.dkim_selector) = most(tallies.foreign_dkim);
    std::tie(found.own_dkim_domain, found.own_selector) = most(tallies.own_dkim);
    found.spf_domain = most(tallies.foreign_spf).first;
    found.own_spf_domain = most(tallies.own_spf).first;
    found.address = most(tallies.addresses).first;
    return found;
}

}  // namespace sendpath::analysis
