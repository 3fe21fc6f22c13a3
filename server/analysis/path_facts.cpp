#include "analysis/verdict.hpp"

#include <algorithm>
#include <tuple>

namespace sendpath::analysis {

std::vector<PathFact> path_facts(const PathEvidence& path) {
    std::vector<PathFact> facts;
    const auto tell = [&facts](FactCode code, std::int64_t value, std::int64_t of = 0) {
        if (value > 0) facts.push_back({code, value, of, {}});
    };
    tell(FactCode::failing, path.failing, path.messages);
    for (std::size_t i = 0; i < path.causes.size(); ++i)
        if (path.causes[i] > 0)
            facts.push_back(
                {FactCode::cause, path.causes[i], path.failing, static_cast<FailureCause>(i)});
    std::ranges::sort(facts, {}, [](const PathFact& fact) {
        return std::tuple(fact.code != FactCode::failing, -fact.value, fact.cause);
    });
    tell(FactCode::aligned_pass, path.passing(), path.messages);
    tell(FactCode::one_leg_only, path.dkim_only + path.spf_only, path.passing());
    tell(FactCode::key_at_home_elsewhere, path.survived, path.dkim_only);
    tell(FactCode::days, path.days);
    tell(FactCode::reporters, path.reporters);
    tell(FactCode::addresses, path.sources);
    if (path.reporters_failing > 0)
        tell(FactCode::reporters_split, path.reporters_passing, path.reporters_failing);
    tell(FactCode::network_known, path.network_known ? 1 : 0);
    tell(FactCode::marked_used, path.use == Use::used ? 1 : 0);
    tell(FactCode::marked_not_used, path.use == Use::not_used ? 1 : 0);
    tell(FactCode::used_elsewhere, path.uses_elsewhere ? 1 : 0);
    tell(FactCode::account_named_after_you,
         path.listed_service && path.account_named_after_you ? 1 : 0);
    if (is_unvouched(path))
        tell(FactCode::share_of_unvouched, path.messages, path.unvouched_messages);
    return facts;
}

}  // namespace sendpath::analysis
