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
enum class Group : std::uint8_t { passed_on, contradicted, own_names, foreign, nothing, any };
constexpr std::size_t kGroups = 5;  // without any

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
    Group group;  ///< of most failing messages
    Reason reason;
    bool (*holds)(const Case&);
};

/// Read from above; the same table in words is in server/README.md, "Verdicts".
constexpr Rule kRules[] = {
    {Group::any, Reason::dkim_survived, survives},
    {Group::any, Reason::passing, passes},

    {Group::passed_on, Reason::override_mailing_list, leads_passed_on<Cause::mailing_list>},
    {Group::passed_on, Reason::override_arc, leads_passed_on<Cause::arc>},
    {Group::passed_on, Reason::override_forwarder, leads_passed_on<Cause::forwarder>},
    {Group::passed_on, Reason::signature_broken_in_transit, always},

    {Group::contradicted, Reason::reporters_disagree, always},

    {Group::own_names, Reason::too_few, errs_briefly},
    {Group::own_names, Reason::strict_alignment_dkim, leads_own<Cause::strict_dkim>},
    {Group::own_names, Reason::strict_alignment_spf, leads_own<Cause::strict_spf>},
    {Group::own_names, Reason::dkim_no_key, leads_own<Cause::dkim_no_key>},
    {Group::own_names, Reason::dkim_temperror, leads_own<Cause::dkim_temperror>},
    {Group::own_names, Reason::intermittent, signature_mostly_holds},
    {Group::own_names, Reason::dkim_signature_fails, leads_own<Cause::dkim_fails>},
    {Group::own_names, Reason::spf_permerror, leads_own<Cause::spf_permerror>},
    {Group::own_names, Reason::spf_temperror, always},

    {Group::any, Reason::not_yours, refused},

    {Group::foreign, Reason::service_domain_dkim, used_and_signs},
    {Group::foreign, Reason::service_domain_spf, used},
    {Group::foreign, Reason::dkim_survived, passes_on},
    {Group::foreign, Reason::too_few, listed_but_few},
    {Group::foreign, Reason::ask_do_you_use, listed},
    {Group::foreign, Reason::ask_do_you_use, signs_steadily},
    {Group::foreign, Reason::too_few, passes_first_hand_but_few},
    {Group::foreign, Reason::ask_do_you_use, passes_first_hand},

    {Group::nothing, Reason::other, told_nothing},
    {Group::nothing, Reason::reporters_disagree, told_apart_by_reporters},
    {Group::nothing, Reason::intermittent, passes_at_times},
    {Group::nothing, Reason::too_few, passes_first_hand},
    {Group::nothing, Reason::dkim_survived, passes_on},
    {Group::nothing, Reason::own_server_unauthenticated, used},
    {Group::nothing, Reason::too_few, listed_but_few},
    {Group::nothing, Reason::ask_do_you_use, listed},

    {Group::any, Reason::too_few, near_you_but_few},
    {Group::any, Reason::ask_is_it_yours, looks_like_a_server_of_yours},
    {Group::any, Reason::unauthenticated, always},
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
        return (each.group == Group::any || each.group == it.largest) && each.holds(it);
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
