#include "analysis/effective_policy.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

using Text = std::optional<std::string>;

std::optional<Action> action_of(const Text& text) {
    return text ? parse_action(*text) : std::nullopt;
}

bool is_testing(const model::PublishedPolicy& policy) {
    return policy.testing && text::iequals(*policy.testing, "y");
}

std::int64_t percent_of(const model::PublishedPolicy& policy) {
    const std::int64_t percent = policy.pct.value_or(100);
    return percent < 0 || percent > 100 ? 100 : percent;  // invalid is absent, RFC 7489 section 6.3
}

Action one_step_milder(Action action) {
    return action == Action::reject ? Action::quarantine : Action::none;
}

}  // namespace

EffectivePolicy effective_policy(const model::PublishedPolicy& policy, std::string_view header_from,
                                 Existence existence) {
    const Action p = action_of(policy.p).value_or(Action::none);
    const std::optional<Action> sp = action_of(policy.sp);
    const std::optional<Action> np = action_of(policy.np);
    EffectivePolicy found;
    found.asked = p;
    if (header_from != policy.domain.str()) {
        if (sp) {
            found.asked = *sp;
            found.tag = PolicyTag::sp;
        }
        if (np && existence == Existence::does_not_exist) {
            found.asked = *np;
            found.tag = PolicyTag::np;
        }
        found.depends_on_existence = existence == Existence::unknown && np && *np != sp.value_or(p);
    }
    found.testing = is_testing(policy);
    found.applied = found.testing ? one_step_milder(found.asked) : found.asked;
    found.percent = percent_of(policy);
    return found;
}

Stage stage_of(const model::PublishedPolicy& policy) {
    const Action p = action_of(policy.p).value_or(Action::none);
    const Action sp = action_of(policy.sp).value_or(p);
    if (p == Action::none) return Stage::monitoring;
    if (is_testing(policy) || percent_of(policy) < 100) return Stage::testing;
    return p == Action::reject && sp == Action::reject ? Stage::enforced : Stage::partial;
}

bool is_ready_for_bimi(const model::PublishedPolicy& policy) {
    const Action p = action_of(policy.p).value_or(Action::none);
    const Action sp = action_of(policy.sp).value_or(p);
    if (p == Action::none || sp == Action::none || is_testing(policy)) return false;
    return p == Action::reject || percent_of(policy) == 100;
}

std::string_view name(Action action) {
    switch (action) {
        case Action::none: return "none";
        case Action::quarantine: return "quarantine";
        case Action::reject: return "reject";
    }
    return {};
}

std::string_view name(PolicyTag tag) {
    switch (tag) {
        case PolicyTag::p: return "p";
        case PolicyTag::sp: return "sp";
        case PolicyTag::np: return "np";
    }
    return {};
}

std::string_view name(Stage stage) {
    switch (stage) {
        case Stage::monitoring: return "monitoring";
        case Stage::testing: return "testing";
        case Stage::partial: return "partial";
        case Stage::enforced: return "enforced";
    }
    return {};
}

std::optional<Action> parse_action(std::string_view word) {
    for (const Action action : {Action::none, Action::quarantine, Action::reject})
        if (text::iequals(name(action), word)) return action;
    return std::nullopt;
}

}  // namespace sendpath::analysis
