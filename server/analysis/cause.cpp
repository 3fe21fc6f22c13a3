#include "analysis/cause.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

using model::DkimResult;
using model::SpfResult;
using model::SpfScope;

SpfCause cause_of(const SpfFact& fact, const Aligner& aligner) {
    switch (fact.result) {
        case SpfResult::pass:
            return aligner.spf(fact.domain) == Leg::pass ? SpfCause::aligned : SpfCause::unaligned;
        case SpfResult::fail:
        case SpfResult::softfail:
        case SpfResult::neutral:
        case SpfResult::policy: return SpfCause::failed;
        case SpfResult::none: return SpfCause::none;
        case SpfResult::temperror:
        case SpfResult::permerror:
        case SpfResult::error:
        case SpfResult::unknown: return SpfCause::error;
        case SpfResult::absent: return SpfCause::absent;
    }
    return SpfCause::absent;
}

DkimCause cause_of(const DkimFact& fact, const Aligner& aligner) {
    const bool own = aligner.dkim(fact.domain) == Leg::pass;
    switch (fact.result) {
        case DkimResult::pass: return own ? DkimCause::aligned : DkimCause::unaligned;
        case DkimResult::none: return DkimCause::none;
        case DkimResult::absent: return DkimCause::absent;
        case DkimResult::fail:
        case DkimResult::policy:
        case DkimResult::neutral:
        case DkimResult::temperror:
        case DkimResult::permerror:
        case DkimResult::unknown: return own ? DkimCause::broken : DkimCause::failed_other;
    }
    return DkimCause::absent;
}

}  // namespace

SpfCause spf_cause(std::span<const SpfFact> facts, const Aligner& aligner) {
    SpfCause best = SpfCause::absent;
    for (const SpfFact& fact : facts)
        best =
            std::min(best, fact.scope == SpfScope::helo ? SpfCause::none : cause_of(fact, aligner));
    return best;
}

DkimCause dkim_cause(std::span<const DkimFact> facts, const Aligner& aligner) {
    DkimCause best = DkimCause::absent;
    for (const DkimFact& fact : facts) best = std::min(best, cause_of(fact, aligner));
    return best;
}

bool own_spf_failed(std::span<const SpfFact> facts, const Aligner& aligner) {
    return std::ranges::any_of(facts, [&](const SpfFact& fact) {
        const bool checked = fact.scope != SpfScope::helo && fact.result != SpfResult::pass &&
                             fact.result != SpfResult::absent;
        return checked && aligner.spf(fact.domain) == Leg::pass;
    });
}

PathClass path_class(const Evidence& evidence) {
    if (evidence.dkim_pass && evidence.spf_pass) return PathClass::aligned_both;
    if (evidence.passed_on) return PathClass::indirect;
    if (evidence.spf_pass) return PathClass::spf_only;
    if (evidence.dkim_pass) return PathClass::dkim_only;
    if (evidence.dkim == DkimCause::broken) return PathClass::broken;
    const bool passes = evidence.dkim == DkimCause::aligned ||
                        evidence.dkim == DkimCause::unaligned ||
                        evidence.spf <= SpfCause::unaligned;
    if (passes) return PathClass::unaligned;
    return evidence.own_spf_failed && evidence.spf == SpfCause::error ? PathClass::broken
                                                                      : PathClass::unauthenticated;
}

bool is_passed_on(model::OverrideClass reason) {
    using model::OverrideClass;
    return reason == OverrideClass::mailing_list || reason == OverrideClass::forwarded ||
           reason == OverrideClass::arc;
}

std::string_view name(SpfCause cause) {
    switch (cause) {
        case SpfCause::aligned: return "aligned";
        case SpfCause::unaligned: return "unaligned";
        case SpfCause::failed: return "failed";
        case SpfCause::none: return "none";
        case SpfCause::error: return "error";
        case SpfCause::absent: return "absent";
    }
    return {};
}

std::string_view name(DkimCause cause) {
    switch (cause) {
        case DkimCause::aligned: return "aligned";
        case DkimCause::unaligned: return "unaligned";
        case DkimCause::broken: return "broken";
        case DkimCause::failed_other: return "failed_other";
        case DkimCause::none: return "none";
        case DkimCause::absent: return "absent";
    }
    return {};
}

std::string_view name(PathClass path) {
    switch (path) {
        case PathClass::aligned_both: return "aligned_both";
        case PathClass::spf_only: return "spf_only";
        case PathClass::dkim_only: return "dkim_only";
        case PathClass::unaligned: return "unaligned";
        case PathClass::broken: return "broken";
        case PathClass::indirect: return "indirect";
        case PathClass::unauthenticated: return "unauthenticated";
    }
    return {};
}

}  // namespace sendpath::analysis
