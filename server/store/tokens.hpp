#pragma once

#include "store/accounts.hpp"

namespace sendpath::store {

/// What a token is good for. Stored: never changes.
enum class Scope : std::uint8_t {
    read = 1,
    ingest = 2,  ///< to upload, and nothing else
    admin = 3,
};
[[nodiscard]] std::string_view name(Scope scope);
[[nodiscard]] std::optional<Scope> scope_named(std::string_view name);

/// Good tokens that a store holds: more than any number of programs needs, and less than would
/// make a list of them slow.
inline constexpr std::int64_t kTokensMax = 1'000;
/// How long a token that is of no more use is still listed.
inline constexpr std::chrono::days kTokenMemory{90};

struct TokenRow {
    std::int64_t id = 0;
    std::optional<std::int64_t> account;      ///< whose it is; nullopt: the command line's
    std::optional<std::string> account_name;  ///< of it
    std::string name;
    Scope scope{};
    Seconds created{};
    std::optional<Seconds> expires;
    std::optional<Seconds> last_used;
    std::optional<Seconds> revoked;
};

struct NewToken {
    std::optional<std::int64_t> account;
    std::string_view name;
    WholeDigest digest{};
    Scope scope{};
    Seconds now{};
    std::optional<Seconds> expires;
};

/// The table token, from the writing side.
class TokenTable {
public:
    TokenTable(sqlite3& db, Failure& failure);

    /// The number of the new one; also forgets those that are long of no more use. nullopt when
    /// there are kTokensMax already.
    std::optional<std::int64_t> add(const NewToken& token);

    /// @param of  only if it is of that account; nullopt: whoever's it is
    /// False when there is no such token, or it was revoked before.
    bool revoke(std::int64_t id, std::optional<std::int64_t> of, Seconds now);

    void see(std::int64_t id, Seconds now);

private:
    Command add_;
    Command revoke_;
    Command see_;
    Command forget_;
};

/// Those of `account`, or all; the newest first.
[[nodiscard]] Result<std::vector<TokenRow>> all_tokens(sqlite3& db,
                                                       std::optional<std::int64_t> account);

/// nullopt when there is no such token, or it is past its time or revoked.
[[nodiscard]] Result<std::optional<TokenRow>> find_token(sqlite3& db, const WholeDigest& digest,
                                                         Seconds now);

}  // namespace sendpath::store
