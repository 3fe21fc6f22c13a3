#pragma once

#include "analysis/effective_policy.hpp"
#include "analysis/verdict.hpp"

#include <span>

namespace sendpath::analysis {

/// A path of the organisation as the simulation needs it.
struct SimulatedPath {
    bool is_subdomain = false;  ///< its From domain is below the policy's domain: sp is for it
    Verdict verdict{};          ///< as shown
    const PathEvidence* evidence = nullptr;
};

/// A policy to try on what was seen.
struct ProposedPolicy {
    Action p = Action::none;
    std::optional<Action> sp;  ///< nullopt: as p
    bool strict_dkim = false;  ///< on top of what was published
    bool strict_spf = false;
};

/// Messages that a policy would act on.
struct Affected {
    std::int64_t messages = 0;
    std::array<std::int64_t, 5> by_verdict{};  ///< by Verdict; their sum is `messages`
    /// Of `messages`: passed on, as reporters say, who mostly spare those whatever the policy.
    std::int64_t spared = 0;
    /// Of `messages`: quarantined or rejected already.
    std::int64_t acted_on = 0;
    /// Of `messages`: pass today, and would not under the strict comparison.
    std::int64_t lost_by_strict = 0;

    [[nodiscard]] std::int64_t of(Verdict verdict) const {
        return by_verdict[static_cast<std::size_t>(verdict)];
    }
    /// Mail that is or may be the operator's own: misconfigured, unsure, and the failing rest of
    /// healthy paths.
    [[nodiscard]] std::int64_t own() const {
        return of(Verdict::misconfigured) + of(Verdict::unsure) + of(Verdict::healthy);
    }

    friend bool operator==(const Affected&, const Affected&) = default;
};

/// What a policy would have done in the period of the evidence.
struct WhatIf {
    Affected domain;      ///< paths of the policy's own domain
    Affected subdomains;  ///< paths below it

    friend bool operator==(const WhatIf&, const WhatIf&) = default;
};

/// Counts the messages without an aligned pass on every path whose policy would be quarantine or
/// reject; exact, as reporters evaluated them. Strict comparison takes from the passing ones what
/// the raw results show to pass for another name of the organisation only.
[[nodiscard]] WhatIf what_if(std::span<const SimulatedPath> paths, const ProposedPolicy& proposed);

}  // namespace sendpath::analysis
