#include "analysis/policy_history.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace sendpath::analysis {
namespace {

using model::PublishedPolicy;
using Reports = std::span<const FoundPolicy>;

/// Calls work(member) for each field of a policy record; false ends it.
template <class Work>
bool each_field(Work work) {
    return work(&PublishedPolicy::p) && work(&PublishedPolicy::sp) && work(&PublishedPolicy::np) &&
           work(&PublishedPolicy::adkim) && work(&PublishedPolicy::aspf) &&
           work(&PublishedPolicy::pct) && work(&PublishedPolicy::testing);
}

/// What most reports say of a field that they tell, else what was known. Where as many say one
/// thing as another, what was known stays; else the first in order, so that arrival decides
/// nothing.
template <class Value>
std::optional<Value> majority(Reports reports, std::optional<Value> PublishedPolicy::* field,
                              const std::optional<Value>& known) {
    std::optional<Value> best;
    std::int64_t most = 0;
    for (const FoundPolicy& candidate : reports) {
        const std::optional<Value>& value = candidate.policy->*field;
        if (!value || value == best) continue;
        std::int64_t votes = 0;
        for (const FoundPolicy& each : reports)
            if (each.policy->*field == value) votes += each.reports;
        const bool wins_tie = value == known || (best != known && *value < best);
        if (votes > most || (votes == most && wins_tie)) {
            best = value;
            most = votes;
        }
    }
    return best ? best : known;
}

PublishedPolicy believed(Reports reports, const PublishedPolicy& known) {
    PublishedPolicy policy = *reports.front().policy;
    each_field([&](auto field) {
        policy.*field = majority(reports, field, known.*field);
        return true;
    });
    return policy;
}

bool contradict(const PublishedPolicy& a, const PublishedPolicy& b) {
    return !each_field(
        [&](auto field) { return !(a.*field) || !(b.*field) || a.*field == b.*field; });
}

/// Cuts the reports of the first day off.
Reports take_day(Reports& rest) {
    const auto end = std::ranges::find_if(
        rest, [&](const FoundPolicy& each) { return each.day != rest.front().day; });
    const Reports day(rest.begin(), end);
    rest = Reports(end, rest.end());
    return day;
}

/// What was known before a change is not known of what came after it.
PublishedPolicy after_change(Reports reports) {
    return believed(reports, {});
}

}  // namespace

std::vector<PolicySpell> policy_spells(std::span<const FoundPolicy> found) {
    std::vector<PolicySpell> spells;
    while (!found.empty()) {
        const Reports day = take_day(found);
        const PublishedPolicy known = spells.empty() ? PublishedPolicy() : spells.back().policy;
        PublishedPolicy policy = believed(day, known);
        if (spells.empty()) {
            spells.push_back({std::move(policy), day.front().day, {}, 0});
        } else if (!contradict(known, policy)) {
            spells.back().policy = std::move(policy);
        } else {
            Reports rest = found;
            const bool straggler =
                !rest.empty() && contradict(policy, believed(take_day(rest), policy));
            if (!straggler) spells.push_back({after_change(day), day.front().day, {}, 0});
        }
        spells.back().last_day = day.front().day;
        for (const FoundPolicy& each : day) spells.back().reports += each.reports;
    }
    return spells;
}

}  // namespace sendpath::analysis
