#pragma once

#include "base/time.hpp"
#include "model/aggregate.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace sendpath::analysis {

/// A policy that reports of one day found.
struct FoundPolicy {
    Day day;
    const model::PublishedPolicy* policy = nullptr;
    std::int64_t reports = 0;
};

/// Days on which reporters found one policy.
struct PolicySpell {
    model::PublishedPolicy policy;
    Day first_day;
    Day last_day;
    std::int64_t reports = 0;
};

/// What reporters say of one domain's policy, as a history; oldest first.
///
/// A field that some reports do not tell (np, sp and t are of one format or the other) is unknown
/// in them and contradicts nothing: it is filled from those that tell it. Of reports of one day
/// that contradict each other the majority is believed, field by field. What is found on one day
/// alone and then no more is taken for a straggler's.
/// @param found  ascending by day; several of one day in any order
/// Source: RFC 7489 appendix C, RFC 9990 section 3.1.1.5 (the two sets of fields).
[[nodiscard]] std::vector<PolicySpell> policy_spells(std::span<const FoundPolicy> found);

}  // namespace sendpath::analysis
