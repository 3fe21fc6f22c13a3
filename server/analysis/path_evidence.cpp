#include "analysis/path_evidence.hpp"

#include "analysis/cause.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

using model::Disposition;
using model::OverrideClass;

// A reporter takes sides when it saw this many messages and this share of them, in percent.
constexpr std::int64_t kSideMessages = 10;
constexpr std::int64_t kSidePercent = 95;

constexpr std::uint32_t kOwnSignature =
    FlowFacts::kOwnDkimFailed | FlowFacts::kOwnDkimTemperror | FlowFacts::kOwnDkimPermerror;

bool dkim_aligned(const PathFlow& flow) {
    return flow.facts.has(flow.modes.strict_dkim ? FlowFacts::kDkimExact
                                                 : FlowFacts::kDkimOrganization);
}

bool spf_aligned(const PathFlow& flow) {
    return flow.facts.has(flow.modes.strict_spf ? FlowFacts::kSpfExact
                                                : FlowFacts::kSpfOrganization);
}

/// A leg that passes keeps passing under a strict mode unless its name is known to be another.
bool holds_if_strict(FlowFacts facts, std::uint32_t organization, std::uint32_t exact) {
    return !facts.has(organization) || facts.has(exact);
}

void add_passing(PathEvidence& evidence, const PathFlow& flow, const Outcome& outcome) {
    if (outcome.dkim_pass && outcome.spf_pass)
        evidence.both_aligned += outcome.messages;
    else if (outcome.dkim_pass)
        evidence.dkim_only += outcome.messages;
    else
        evidence.spf_only += outcome.messages;
    if (outcome.dkim_pass && !outcome.spf_pass && flow.key_at_home_elsewhere)
        evidence.survived += outcome.messages;

    const bool dkim_holds =
        outcome.dkim_pass &&
        holds_if_strict(flow.facts, FlowFacts::kDkimOrganization, FlowFacts::kDkimExact);
    const bool spf_holds =
        outcome.spf_pass &&
        holds_if_strict(flow.facts, FlowFacts::kSpfOrganization, FlowFacts::kSpfExact);
    if (!dkim_holds && !outcome.spf_pass) evidence.lost_if_dkim_strict += outcome.messages;
    if (!spf_holds && !outcome.dkim_pass) evidence.lost_if_spf_strict += outcome.messages;
    if (!dkim_holds && !spf_holds) evidence.lost_if_both_strict += outcome.messages;
}

void add_failing(PathEvidence& evidence, const PathFlow& flow, const Outcome& outcome) {
    evidence.failing += outcome.messages;
    if (outcome.disposition == Disposition::quarantine)
        evidence.failing_quarantined += outcome.messages;
    if (outcome.disposition == Disposition::reject) evidence.failing_rejected += outcome.messages;
    if (is_passed_on(outcome.override_class)) evidence.failing_spared += outcome.messages;
    const FailureCause cause = failure_cause(flow, outcome.override_class);
    evidence.causes[static_cast<std::size_t>(cause)] += outcome.messages;
}

}  // namespace

FailureCause failure_cause(const PathFlow& flow, OverrideClass reason) {
    const FlowFacts facts = flow.facts;
    if (reason == OverrideClass::mailing_list) return FailureCause::mailing_list;
    if (reason == OverrideClass::arc) return FailureCause::arc;
    if (reason == OverrideClass::forwarded) return FailureCause::forwarder;
    if (dkim_aligned(flow) || spf_aligned(flow)) return FailureCause::contradicted;
    if (facts.has(FlowFacts::kOwnDkimFailed) && flow.key_passes_elsewhere)
        return FailureCause::broken_in_transit;
    if (facts.has(FlowFacts::kDkimOrganization)) return FailureCause::strict_dkim;
    if (facts.has(FlowFacts::kSpfOrganization)) return FailureCause::strict_spf;
    if (facts.has(kOwnSignature)) {
        if (facts.has(FlowFacts::kOwnDkimPermerror)) return FailureCause::dkim_no_key;
        return facts.has(FlowFacts::kOwnDkimTemperror) ? FailureCause::dkim_temperror
                                                       : FailureCause::dkim_fails;
    }
    if (facts.has(FlowFacts::kOwnSpfPermerror)) return FailureCause::spf_permerror;
    if (facts.has(FlowFacts::kOwnSpfTemperror)) return FailureCause::spf_temperror;
    if (facts.has(FlowFacts::kForeignDkimPass)) return FailureCause::foreign_dkim;
    if (facts.has(FlowFacts::kForeignSpfPass)) return FailureCause::foreign_spf;
    if (facts.has(FlowFacts::kOwnSpfFailed)) return FailureCause::own_spf_fails;
    return facts.has(FlowFacts::kNoResults) ? FailureCause::not_told : FailureCause::nothing;
}

void add(PathEvidence& evidence, const PathFlow& flow, const Outcome& outcome) {
    evidence.messages += outcome.messages;
    if (outcome.dkim_pass || outcome.spf_pass)
        add_passing(evidence, flow, outcome);
    else
        add_failing(evidence, flow, outcome);
}

void add_reporter(PathEvidence& evidence, std::int64_t messages, std::int64_t failing) {
    ++evidence.reporters;
    if (messages < kSideMessages) return;
    if (failing * 100 <= messages * (100 - kSidePercent)) ++evidence.reporters_passing;
    if (failing * 100 >= messages * kSidePercent) ++evidence.reporters_failing;
}

void gather(PathEvidence& into, const PathEvidence& more) {
    into.gathered = true;
    into.unvouched_messages = more.unvouched_messages;
    into.messages += more.messages;
    into.both_aligned += more.both_aligned;
    into.dkim_only += more.dkim_only;
    into.spf_only += more.spf_only;
    into.failing += more.failing;
    into.survived += more.survived;
    into.failing_quarantined += more.failing_quarantined;
    into.failing_rejected += more.failing_rejected;
    into.failing_spared += more.failing_spared;
    into.lost_if_dkim_strict += more.lost_if_dkim_strict;
    into.lost_if_spf_strict += more.lost_if_spf_strict;
    into.lost_if_both_strict += more.lost_if_both_strict;
    for (std::size_t i = 0; i < into.causes.size(); ++i) into.causes[i] += more.causes[i];
    if (more.first && (!into.first || *more.first < *into.first)) into.first = more.first;
    if (more.last && (!into.last || *more.last > *into.last)) into.last = more.last;
    into.days = std::max(into.days, more.days);
    into.sources = std::max(into.sources, more.sources);
    into.reporters = std::max(into.reporters, more.reporters);
}

bool is_unvouched(const PathEvidence& evidence) {
    if (evidence.passing() > 0 || evidence.network_known || evidence.listed_service ||
        evidence.uses_elsewhere || evidence.use != Use::unknown)
        return false;
    const std::int64_t without_a_trace =
        evidence.of(FailureCause::spf_permerror) + evidence.of(FailureCause::spf_temperror) +
        evidence.of(FailureCause::foreign_dkim) + evidence.of(FailureCause::foreign_spf) +
        evidence.of(FailureCause::own_spf_fails) + evidence.of(FailureCause::nothing);
    return without_a_trace == evidence.failing;
}

bool is_gathered(const PathEvidence& evidence) {
    return evidence.messages < kFewMessages && is_unvouched(evidence);
}

bool proves_use(const PathEvidence& evidence) {
    const std::int64_t first_hand = evidence.passing() - evidence.survived;
    return first_hand >= kFewMessages && first_hand * 2 > evidence.passing();
}

bool names_account_after(std::string_view service_name, std::string_view organization) {
    if (organization.empty()) return false;
    std::string dashed(organization);
    std::ranges::replace(dashed, '.', '-');
    return service_name.starts_with(dashed) && service_name.substr(dashed.size()).starts_with('.');
}

std::string_view name(FailureCause cause) {
    switch (cause) {
        case FailureCause::mailing_list: return "mailing_list";
        case FailureCause::arc: return "arc";
        case FailureCause::forwarder: return "forwarder";
        case FailureCause::contradicted: return "contradicted";
        case FailureCause::broken_in_transit: return "broken_in_transit";
        case FailureCause::strict_dkim: return "strict_dkim";
        case FailureCause::strict_spf: return "strict_spf";
        case FailureCause::dkim_no_key: return "dkim_no_key";
        case FailureCause::dkim_temperror: return "dkim_temperror";
        case FailureCause::dkim_fails: return "dkim_fails";
        case FailureCause::spf_permerror: return "spf_permerror";
        case FailureCause::spf_temperror: return "spf_temperror";
        case FailureCause::foreign_dkim: return "foreign_dkim";
        case FailureCause::foreign_spf: return "foreign_spf";
        case FailureCause::own_spf_fails: return "own_spf_fails";
        case FailureCause::nothing: return "nothing";
        case FailureCause::not_told: return "not_told";
    }
    return {};
}

std::string_view name(Use use) {
    switch (use) {
        case Use::unknown: return "unknown";
        case Use::used: return "used";
        case Use::not_used: return "not_used";
    }
    return {};
}

}  // namespace sendpath::analysis
