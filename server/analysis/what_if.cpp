#include "analysis/what_if.hpp"

namespace sendpath::analysis {
namespace {

std::int64_t lost(const PathEvidence& path, const ProposedPolicy& proposed) {
    if (proposed.strict_dkim && proposed.strict_spf) return path.lost_if_both_strict;
    if (proposed.strict_dkim) return path.lost_if_dkim_strict;
    return proposed.strict_spf ? path.lost_if_spf_strict : 0;
}

void count(Affected& into, const SimulatedPath& path, const ProposedPolicy& proposed) {
    const std::int64_t by_strict = lost(*path.evidence, proposed);
    const std::int64_t messages = path.evidence->failing + by_strict;
    into.messages += messages;
    into.by_verdict[static_cast<std::size_t>(path.verdict)] += messages;
    into.spared += path.evidence->failing_spared;
    into.acted_on += path.evidence->failing_quarantined + path.evidence->failing_rejected;
    into.lost_by_strict += by_strict;
}

}  // namespace

WhatIf what_if(std::span<const SimulatedPath> paths, const ProposedPolicy& proposed) {
    WhatIf found;
    for (const SimulatedPath& path : paths) {
        const Action action = path.is_subdomain ? proposed.sp.value_or(proposed.p) : proposed.p;
        if (action == Action::none) continue;
        count(path.is_subdomain ? found.subdomains : found.domain, path, proposed);
    }
    return found;
}

}  // namespace sendpath::analysis
