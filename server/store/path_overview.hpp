#pragma once

#include "store/path_queries.hpp"

namespace sendpath::store {

/// A path that began or ceased to send within a period.
struct PathNews {
    std::int64_t path = 0;
    std::string domain;  ///< header From
    std::string sender;  ///< as people call it
    bool gone = false;   ///< silent since `day`, its last; otherwise new since then
    Day day;
    std::int64_t messages = 0;  ///< in the period
};

/// A policy that reporters found in the place of another one.
struct PolicyNews {
    std::string domain;
    Day day;  ///< the first on which it was found
    model::PublishedPolicy before;
    model::PublishedPolicy after;
};

/// All paths of a filter in a few numbers, and what is new among them.
struct PathOverview {
    std::array<VerdictSum, 5> by_verdict{};  ///< by analysis::Verdict
    std::int64_t spoofed_quarantined = 0;    ///< failing messages of spoofed paths
    std::int64_t spoofed_rejected = 0;
    std::int64_t own_messages = 0;  ///< of paths that are not spoofed
    analysis::Affected under_reject;
    std::vector<PathNews> paths;       ///< newest first, at most kNewsMax
    std::vector<PolicyNews> policies;  ///< likewise
};
[[nodiscard]] Result<PathOverview> path_overview(sqlite3& db, const Filter& filter,
                                                 const analysis::PublicSuffixes& suffixes);

inline constexpr std::size_t kNewsMax = 20;

}  // namespace sendpath::store
