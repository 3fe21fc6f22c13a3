#include "analysis/alignment.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

// Most reports have fewer names; a search through more would cost what it saves.
constexpr std::size_t kKnownMax = 16;

using model::DkimResult;
using model::Evaluated;
using model::SpfResult;
using model::SpfScope;

bool same_or_under(std::string_view name, std::string_view parent) {
    if (parent.empty() || !name.ends_with(parent)) return false;
    return name.size() == parent.size() || name[name.size() - parent.size() - 1] == '.';
}

// A From field with several addresses, or rubbish, is kept as it came; which of its names the
// reporter compared cannot be known.
bool is_one_name(std::string_view name) {
    return name.find_first_of(" \t,;<>@\"") == std::string_view::npos;
}

// True as soon as one is, otherwise undecidable as soon as one is.
Leg better(Leg a, Leg b) {
    if (a == Leg::pass || b == Leg::pass) return Leg::pass;
    return a == Leg::undecidable || b == Leg::undecidable ? Leg::undecidable : Leg::fail;
}

}  // namespace

std::string_view Organizations::of(std::string_view name) {
    const auto same = [name](const Entry& entry) {
        return entry.name.data() == name.data() && entry.name.size() == name.size();
    };
    const auto found = std::ranges::find_if(known_, same);
    if (found != known_.end()) return found->organization;
    const std::string_view organization = suffixes_.organizational_domain(name);
    if (known_.size() < kKnownMax) known_.push_back({name, organization});
    return organization;
}

Aligner::Aligner(const Identity& identity, Organizations& organizations)
    : identity_(identity),
      organizations_(organizations),
      organization_(organizations.of(identity.header_from)),
      one_name_(is_one_name(identity.header_from)) {}

Leg Aligner::compare(std::string_view name, bool strict) const {
    const std::string_view from = identity_.header_from;
    if (name.empty() || from.empty()) return Leg::fail;
    if (name == from) return Leg::pass;
    if (!one_name_) return Leg::undecidable;
    if (strict) return Leg::fail;

    const bool list_says = !organization_.empty() && organization_ == organizations_.of(name);
    if (list_says && identity_.discovery != Discovery::treewalk) return Leg::pass;
    if (identity_.discovery == Discovery::psl) return Leg::fail;

    const bool tree_says = same_or_under(name, identity_.policy_domain) &&
                           same_or_under(from, identity_.policy_domain);
    if (list_says != tree_says) return Leg::undecidable;
    return list_says ? Leg::pass : Leg::fail;
}

Leg dkim_leg(std::span<const DkimFact> facts, const Aligner& aligner) {
    Leg leg = Leg::fail;
    for (const DkimFact& fact : facts)
        if (leg != Leg::pass && fact.result == DkimResult::pass)
            leg = better(leg, aligner.dkim(fact.domain));
    return leg;
}

Leg spf_leg(std::span<const SpfFact> facts, const Aligner& aligner) {
    Leg leg = Leg::fail;
    for (const SpfFact& fact : facts) {
        const bool counts = fact.scope == SpfScope::mfrom || fact.scope == SpfScope::absent;
        if (leg != Leg::pass && counts && fact.result == SpfResult::pass)
            leg = better(leg, aligner.spf(fact.domain));
    }
    return leg;
}

Agreement agreement(Leg derived, Evaluated evaluated) {
    if (evaluated != Evaluated::pass && evaluated != Evaluated::fail)
        return Agreement::not_checkable;
    if (derived == Leg::undecidable) return Agreement::undecidable;
    return (derived == Leg::pass) == (evaluated == Evaluated::pass) ? Agreement::agree
                                                                    : Agreement::disagree;
}

bool helo_aligned(std::span<const SpfFact> facts, const Aligner& aligner) {
    return std::ranges::any_of(facts, [&](const SpfFact& fact) {
        return fact.scope == SpfScope::helo && fact.result == SpfResult::pass &&
               aligner.spf(fact.domain) == Leg::pass;
    });
}

std::string_view name(Leg leg) {
    switch (leg) {
        case Leg::fail: return "fail";
        case Leg::pass: return "pass";
        case Leg::undecidable: return "undecidable";
    }
    return {};
}

std::string_view name(Agreement agreement) {
    switch (agreement) {
        case Agreement::agree: return "agree";
        case Agreement::disagree: return "disagree";
        case Agreement::undecidable: return "undecidable";
        case Agreement::not_checkable: return "not_checkable";
        case Agreement::helo: return "helo";
    }
    return {};
}

}  // namespace sendpath::analysis
