#pragma once

#include "analysis/verdict.hpp"
#include "store/path_sums.hpp"

#include <memory>

namespace sendpath::store {

/// A path over a period, with its verdict.
struct JudgedPath {
    std::int64_t id = 0;          ///< row of table path
    std::int64_t domain_row = 0;  ///< header From
    std::int64_t sender_row = 0;
    std::string domain;
    std::string organization;  ///< organisational domain of `domain`
    std::string sender;        ///< analysis::SenderIdentity::key()
    analysis::IdentityKind kind{};
    analysis::PathEvidence evidence;
    analysis::PathVerdict verdict;
    std::string home_sender;  ///< whose key it passes on, as its key(); mostly empty
    std::string note;         ///< of the operator's newest word on it
};

/// Messages of one class of a path under one outcome.
struct PathCell {
    std::int64_t path = 0;  ///< as shown: `unknown` for one that is gathered
    std::int64_t flow_class = 0;
    Outcome outcome = 0;
    std::int64_t messages = 0;
};

/// All paths of the store over a period. Verdicts depend on the other paths of an organisation and
/// of a sender, so that they are always found together.
struct JudgedPaths {
    std::vector<JudgedPath> paths;  ///< by id; without those that are gathered
    std::vector<PathCell> cells;    ///< by path
    /// Row of a gathered path, and of the path `unknown` that it is shown as; by the first.
    std::vector<std::pair<std::int64_t, std::int64_t>> gathered;
    /// By From domain: addresses that its `unknown` stands for and that have no path of their own.
    std::map<std::int64_t, std::int64_t> strangers;

    /// nullptr: no messages in the period. The id of a gathered path finds the one it is shown as.
    [[nodiscard]] const JudgedPath* find(std::int64_t id) const;
    [[nodiscard]] std::span<const PathCell> cells_of(std::int64_t id) const;
    /// Rows of path that are shown as this one, itself among them.
    [[nodiscard]] std::vector<std::int64_t> members_of(std::int64_t id) const;
    /// How many senders a path stands for beside itself.
    [[nodiscard]] std::int64_t gathered_in(const JudgedPath& path) const;
};

/// Remembered for the last few periods, until the store has something new. Errors: io, bad_syntax.
[[nodiscard]] Result<std::shared_ptr<const JudgedPaths>> judged_paths(
    sqlite3& db, const Period& period, const analysis::PublicSuffixes& suffixes);

/// Runs `work(db)` so that all its statements see the same state of the store.
template <class Work>
auto in_one_view(sqlite3& db, Work work) -> decltype(work()) {
    const bool outermost = sqlite3_get_autocommit(&db) != 0;
    if (outermost) sqlite3_exec(&db, "BEGIN", nullptr, nullptr, nullptr);
    auto answer = work();
    if (outermost) sqlite3_exec(&db, "COMMIT", nullptr, nullptr, nullptr);
    return answer;
}

}  // namespace sendpath::store
