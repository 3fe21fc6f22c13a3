#include "analysis/flow_facts.hpp"

namespace sendpath::analysis {
namespace {

using model::DkimResult;
using model::SpfResult;
using model::SpfScope;

Identity relaxed(std::string_view header_from) {
    Identity identity;
    identity.header_from = header_from;
    identity.discovery = Discovery::psl;
    return identity;
}

std::uint32_t bits_of(const DkimFact& fact, const OwnNames& names) {
    if (fact.result == DkimResult::absent || fact.result == DkimResult::none) return 0;
    if (!names.own(fact.domain))
        return fact.result == DkimResult::pass && !fact.domain.empty() ? FlowFacts::kForeignDkimPass
                                                                       : 0;
    switch (fact.result) {
        case DkimResult::pass:
            return names.exact(fact.domain) ? FlowFacts::kDkimExact | FlowFacts::kDkimOrganization
                                            : FlowFacts::kDkimOrganization;
        case DkimResult::temperror: return FlowFacts::kOwnDkimTemperror;
        case DkimResult::permerror: return FlowFacts::kOwnDkimPermerror;
        case DkimResult::fail:
        case DkimResult::policy:
        case DkimResult::neutral:
        case DkimResult::unknown: return FlowFacts::kOwnDkimFailed;
        case DkimResult::absent:
        case DkimResult::none: return 0;
    }
    return 0;
}

std::uint32_t bits_of(const SpfFact& fact, const OwnNames& names) {
    if (fact.scope == SpfScope::helo) return 0;
    if (!names.own(fact.domain))
        return fact.result == SpfResult::pass && !fact.domain.empty() ? FlowFacts::kForeignSpfPass
                                                                      : 0;
    switch (fact.result) {
        case SpfResult::pass:
            return names.exact(fact.domain) ? FlowFacts::kSpfExact | FlowFacts::kSpfOrganization
                                            : FlowFacts::kSpfOrganization;
        case SpfResult::fail:
        case SpfResult::softfail:
        case SpfResult::neutral:
        case SpfResult::policy: return FlowFacts::kOwnSpfFailed;
        case SpfResult::none: return FlowFacts::kOwnSpfNone;
        case SpfResult::temperror: return FlowFacts::kOwnSpfTemperror;
        case SpfResult::permerror:
        case SpfResult::error:
        case SpfResult::unknown: return FlowFacts::kOwnSpfPermerror;
        case SpfResult::absent: return 0;
    }
    return 0;
}

}  // namespace

OwnNames::OwnNames(std::string_view header_from, Organizations& organizations)
    : header_from_(header_from),
      organization_(organizations.of(header_from)),
      aligner_(relaxed(header_from), organizations) {}

FlowFacts flow_facts(const Facts& facts, const OwnNames& names) {
    FlowFacts found;
    for (const DkimFact& fact : facts.dkim) found.bits |= bits_of(fact, names);
    for (const SpfFact& fact : facts.spf) found.bits |= bits_of(fact, names);
    if (facts.dkim.empty() && facts.spf.empty()) found.bits |= FlowFacts::kNoResults;
    return found;
}

std::vector<OwnKey> own_keys(const Facts& facts, const OwnNames& names) {
    std::vector<OwnKey> keys;
    for (const DkimFact& fact : facts.dkim)
        if (fact.result != DkimResult::absent && fact.result != DkimResult::none &&
            names.own(fact.domain))
            keys.push_back({fact.domain, fact.selector, fact.result == DkimResult::pass});
    return keys;
}

}  // namespace sendpath::analysis
