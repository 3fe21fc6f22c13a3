#include "analysis/verdict.hpp"

#include <algorithm>
#include <array>

namespace sendpath::analysis {
namespace {

using Cause = FailureCause;

constexpr std::int64_t kHealthyPercent = 2;   // failing messages that a healthy path may have
constexpr std::int64_t kSteadyDays = 7;       // seen on that many days
constexpr std::int64_t kSteadyReporters = 2;  // by that many
constexpr std::int64_t kStandsOut = 10;       // a tenth of what nothing vouches for
constexpr std::int64_t kManyMessages = 100;   // enough to be confident

/// What most failing messages have in common; in the order that settles a tie.
enum class Group : std::uint8_t { passed_on, contradicted, own_names, foreign, nothing };
constexpr std::size_t kGroups = 5;

/// A path with the sums that the rules share.
struct Case {
    const PathEvidence& path;
    std::array<std::int64_t, kGroups> sums{};
    Group largest = Group::nothing;

    [[nodiscard]] std::int64_t sum(Group group) const {
        return sums[static_cast<std::size_t>(group)];
    }
    [[nodiscard]] bool few() const { return path.messages < kFewMessages; }
    [[nodiscard]] bool used() const {
        return path.use == Use::used || path.uses_elsewhere || proves_use(path) ||
               (path.listed_service && path.account_named_after_you);
    }
    [[nodiscard]] bool steady() const {
        return !path.gathered && path.days >= kSteadyDays && path.reporters >= kSteadyReporters;
    }
    [[nodiscard]] bool stands_out() const {
        return path.messages * kStandsOut >= path.unvouched_messages;
    }
    [[nodiscard]] bool passes_first_hand() const { return path.passing() > path.survived; }
    [[nodiscard]] bool passes_on() const {
        return path.survived * 2 > path.passing() && path.survived * kStandsOut >= path.messages;
    }
};

/// Whether an error of the own SPF record says something about this path: anybody may write the
/// domain into an envelope, and then meets the same error.
bool is_tied(const PathEvidence& path) {
    const std::int64_t signatures =
        path.of(Cause::dkim_no_key) + path.of(Cause::dkim_temperror) + path.of(Cause::dkim_fails);
    return path.passing() > 0 || signatures > 0 || path.network_known || path.listed_service ||
           path.uses_elsewhere || path.use == Use::used;
}

Case case_of(const PathEvidence& path) {
    Case made{path};
    const auto to = [&](Group group) -> std::int64_t& {
        return made.sums[static_cast<std::size_t>(group)];
    };
    const std::int64_t spf_errors = path.of(Cause::spf_permerror) + path.of(Cause::spf_temperror);
    to(Group::passed_on) = path.of(Cause::mailing_list) + path.of(Cause::arc) +
                           path.of(Cause::forwarder) + path.of(Cause::broken_in_transit);
    to(Group::contradicted) = path.of(Cause::contradicted);
    to(Group::own_names) = path.of(Cause::strict_dkim) + path.of(Cause::strict_spf) +
                           path.of(Cause::dkim_no_key) + path.of(Cause::dkim_temperror) +
                           path.of(Cause::dkim_fails);
    to(Group::foreign) = path.of(Cause::foreign_dkim) + path.of(Cause::foreign_spf);
    to(Group::nothing) =
        path.of(Cause::own_spf_fails) + path.of(Cause::nothing) + path.of(Cause::not_told);
    to(is_tied(path) ? Group::own_names : Group::nothing) += spf_errors;
    const auto largest = std::ranges::max_element(made.sums);
    made.largest = static_cast<Group>(largest - made.sums.begin());
    return made;
}

/// Whether `cause` has as many failing messages as each of the others.
template <Cause cause, Cause... others>
bool leads(const Case& it) {
    return ((it.path.of(cause) >= it.path.of(others)) && ...);
}
template <Cause cause>
bool leads_own(const Case& it) {
    return leads<cause, Cause::strict_dkim, Cause::strict_spf, Cause::dkim_no_key,
                 Cause::dkim_temperror, Cause::dkim_fails, Cause::spf_permerror,
                 Cause::spf_temperror>(it);
}
template <Cause cause>
bool leads_passed_on(const Case& it) {
    return leads<cause, Cause::mailing_list, Cause::arc, Cause::forwarder,
                 Cause::broken_in_transit>(it);
}

bool always(const Case& /*it*/) {
    return true;
}
bool refused(const Case& it) {
    return it.path.use == Use::not_used;
}
bool survives(const Case& it) {
    return it.path.survived * 2 > it.path.messages && !it.path.network_known &&
           it.path.use != Use::used;
}
bool passes(const Case& it) {
    return it.path.failing * 100 <= it.path.messages * kHealthyPercent;
}
bool errs_briefly(const Case& it) {
    return it.few() &&
           (leads_own<Cause::dkim_temperror>(it) || leads_own<Cause::spf_temperror>(it));
}
bool signature_mostly_holds(const Case& it) {
    return leads_own<Cause::dkim_fails>(it) && it.path.passing() > it.path.failing;
}
bool used_and_signs(const Case& it) {
    return it.used() && leads<Cause::foreign_dkim, Cause::foreign_spf>(it);
}
bool used(const Case& it) {
    return it.used();
}
bool passes_on(const Case& it) {
    return it.passes_on();
}
bool listed_but_few(const Case& it) {
    return it.few() && it.path.listed_service;
}
bool listed(const Case& it) {
    return it.path.listed_service;
}
bool signs_steadily(const Case& it) {
    return it.path.signing_sender && it.steady() && !it.few();
}
bool near_you_but_few(const Case& it) {
    return it.few() && it.path.network_known;
}
bool looks_like_a_server_of_yours(const Case& it) {
    return it.path.network_known || (it.steady() && it.stands_out() && !it.few());
}
bool told_apart_by_reporters(const Case& it) {
    return it.passes_first_hand() && it.path.reporters_passing > 0 && it.path.reporters_failing > 0;
}
bool passes_at_times(const Case& it) {
    return it.passes_first_hand() && !it.few();
}
bool passes_first_hand(const Case& it) {
    return it.passes_first_hand();
}
bool passes_first_hand_but_few(const Case& it) {
    return it.passes_first_hand() && it.few();
}
bool told_nothing(const Case& it) {
    return it.path.of(Cause::not_told) * 2 > it.path.failing;
}

struct Rule {
    std::optional<Group> group;  ///< of most failing messages; nullopt: whatever they are
    bool (*holds)(const Case&);
    Reason reason;
};

/// Read from above; the same table in words is in server/README.md, "Verdicts".
constexpr Rule kRules[] = {
    {std::nullopt, survives, Reason::dkim_survived},
    {std::nullopt, passes, Reason::passing},

    {Group::passed_on, leads_passed_on<Cause::mailing_list>, Reason::override_mailing_list},
    {Group::passed_on, leads_passed_on<Cause::arc>, Reason::override_arc},
    {Group::passed_on, leads_passed_on<Cause::forwarder>, Reason::override_forwarder},
    {Group::passed_on, always, Reason::signature_broken_in_transit},

    {Group::contradicted, always, Reason::reporters_disagree},

    {Group::own_names, errs_briefly, Reason::too_few},
    {Group::own_names, leads_own<Cause::strict_dkim>, Reason::strict_alignment_dkim},
    {Group::own_names, leads_own<Cause::strict_spf>, Reason::strict_alignment_spf},
    {Group::own_names, leads_own<Cause::dkim_no_key>, Reason::dkim_no_key},
    {Group::own_names, leads_own<Cause::dkim_temperror>, Reason::dkim_temperror},
    {Group::own_names, signature_mostly_holds, Reason::intermittent},
    {Group::own_names, leads_own<Cause::dkim_fails>, Reason::dkim_signature_fails},
    {Group::own_names, leads_own<Cause::spf_permerror>, Reason::spf_permerror},
    {Group::own_names, always, Reason::spf_temperror},

    {std::nullopt, refused, Reason::not_yours},

    {Group::foreign, used_and_signs, Reason::service_domain_dkim},
    {Group::foreign, used, Reason::service_domain_spf},
    {Group::foreign, passes_on, Reason::dkim_survived},
    {Group::foreign, listed_but_few, Reason::too_few},
    {Group::foreign, listed, Reason::ask_do_you_use},
    {Group::foreign, signs_steadily, Reason::ask_do_you_use},
    {Group::foreign, passes_first_hand_but_few, Reason::too_few},
    {Group::foreign, passes_first_hand, Reason::ask_do_you_use},

    {Group::nothing, told_nothing, Reason::other},
    {Group::nothing, told_apart_by_reporters, Reason::reporters_disagree},
    {Group::nothing, passes_at_times, Reason::intermittent},
    {Group::nothing, passes_first_hand, Reason::too_few},
    {Group::nothing, passes_on, Reason::dkim_survived},
    {Group::nothing, used, Reason::own_server_unauthenticated},
    {Group::nothing, listed_but_few, Reason::too_few},
    {Group::nothing, listed, Reason::ask_do_you_use},

    {std::nullopt, near_you_but_few, Reason::too_few},
    {std::nullopt, looks_like_a_server_of_yours, Reason::ask_is_it_yours},
    {std::nullopt, always, Reason::unauthenticated},
};

/// Whether the reason rests on what the operator never said.
bool is_inferred(const Case& it, Reason reason) {
    const bool by_use = reason == Reason::service_domain_dkim ||
                        reason == Reason::service_domain_spf ||
                        reason == Reason::own_server_unauthenticated;
    return by_use && it.path.use != Use::used && !it.path.account_named_after_you &&
           !proves_use(it.path);
}

Confidence confidence_of(const Case& it, const Judgement& judgement) {
    if (it.few() || judgement.explained * 2 < judgement.of || judgement.reason == Reason::other ||
        judgement.reason == Reason::too_few)
        return Confidence::low;
    const bool sure = judgement.explained * 10 >= judgement.of * 8 &&
                      it.path.messages >= kManyMessages && it.path.reporters >= kSteadyReporters;
    return sure && judgement.verdict != Verdict::unsure && !is_inferred(it, judgement.reason)
               ? Confidence::high
               : Confidence::medium;
}

}  // namespace

Judgement judge(const PathEvidence& evidence) {
    const Case it = case_of(evidence);
    const Rule* const rule = std::ranges::find_if(kRules, [&](const Rule& each) {
        return (!each.group || *each.group == it.largest) && each.holds(it);
    });
    Judgement judgement;
    judgement.reason = rule->reason;
    judgement.verdict = verdict_of(rule->reason);
    if (judgement.reason == Reason::passing || judgement.reason == Reason::dkim_survived) {
        judgement.explained =
            judgement.reason == Reason::passing ? evidence.passing() : evidence.survived;
        judgement.of = evidence.messages;
    } else {
        judgement.explained = it.sum(it.largest);
        judgement.of = evidence.failing;
    }
    judgement.confidence = confidence_of(it, judgement);
    return judgement;
}

PathVerdict with_override(const Judgement& machine, std::optional<Verdict> set) {
    PathVerdict verdict{machine, machine};
    if (set) verdict.shown = {*set, Reason::set_by_operator, Confidence::high, 0, 0};
    return verdict;
}

}  // namespace sendpath::analysis
