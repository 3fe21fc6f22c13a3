#pragma once

#include "model/aggregate.hpp"
#include "model/network.hpp"
#include "store/filter.hpp"
#include "store/statement.hpp"

#include <unordered_map>

namespace sendpath::store {

/// The parts that many questions share. A question prepares SQL, binds values, and looks at each
/// Result; nothing here keeps anything between questions.

/// Row numbers of the domains that `names` and everything below them have; nullopt when `names` is
/// empty, which means all. Served by domain.reversed.
[[nodiscard]] Result<std::optional<std::vector<std::int64_t>>> domain_rows(
    sqlite3& db, const std::vector<model::DomainName>& names);

/// Row numbers of the addresses of a block, sorted. Served by the uniqueness of source.address.
[[nodiscard]] Result<std::vector<std::int64_t>> source_rows(sqlite3& db,
                                                            const model::IpNetwork& network);

/// The address in a row of source. Errors: io.
[[nodiscard]] Result<model::IpAddress> address_of(sqlite3& db, std::int64_t source);

/// "(1,2,3)": row numbers are ours, so they may stand in SQL.
[[nodiscard]] std::string in_list(const std::vector<std::int64_t>& rows);

/// The bounds of a period as day numbers, open ends as far as days go.
struct DayRange {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
[[nodiscard]] DayRange range_of(const Period& period);

/// The last day that a report can be about: two days after the newest mail came. A report dated
/// later counts, yet is never the latest.
inline constexpr std::string_view kLatestDay =
    "(SELECT received / 86400 + 2 FROM intake ORDER BY id DESC LIMIT 1)";

/// "" or "column IN (...) AND ".
[[nodiscard]] std::string among(std::string_view column,
                                const std::optional<std::vector<std::int64_t>>& domains);

/// Texts of table word by their number, remembered for the length of one question.
class WordTexts {
public:
    explicit WordTexts(sqlite3& db) : db_(&db) {}

    /// Empty for 0. A number without a text, or a database error, makes sound() fail.
    const std::string& text(std::uint64_t word);
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    sqlite3* db_;
    std::optional<Statement> find_;
    std::unordered_map<std::uint64_t, std::string> known_;
    std::optional<Error> error_;
};

/// The columns of policy from `first` on: domain, p, sp, np, adkim, aspf, pct, fo, testing,
/// discovery_method.
[[nodiscard]] model::PublishedPolicy policy_at(const Statement& row, int first);
inline constexpr std::string_view kPolicyColumns =
    "policy.domain, policy.p, policy.sp, policy.np, policy.adkim, policy.aspf, policy.pct,"
    " policy.fo, policy.testing, policy.discovery_method";

}  // namespace sendpath::store
