#include "store/tokens.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

constexpr std::string_view kColumns =
    "token.id, token.account, account.name, token.name, token.scope, token.created, token.expires,"
    " token.last_used, token.revoked"
    " FROM token LEFT JOIN account ON account.id = token.account";

std::optional<Seconds> time_at(const Statement& row, int column) {
    const std::optional<std::int64_t> time = row.optional_integer(column);
    return time ? std::optional(seconds(*time)) : std::nullopt;
}

TokenRow token_at(const Statement& row) {
    return {.id = row.integer(0),
            .account = row.optional_integer(1),
            .account_name = row.optional_text(2),
            .name = row.text(3),
            .scope = static_cast<Scope>(row.integer(4)),
            .created = seconds(row.integer(5)),
            .expires = time_at(row, 6),
            .last_used = time_at(row, 7),
            .revoked = time_at(row, 8)};
}

}  // namespace

std::string_view name(Scope scope) {
    switch (scope) {
        case Scope::read: return "read";
        case Scope::ingest: return "ingest";
        case Scope::admin: return "admin";
    }
    return "unknown";
}

std::optional<Scope> scope_named(std::string_view name) {
    for (const Scope scope : {Scope::read, Scope::ingest, Scope::admin})
        if (store::name(scope) == name) return scope;
    return std::nullopt;
}

TokenTable::TokenTable(sqlite3& db, Failure& failure)
    : add_(db, failure,
           fmt::format("INSERT INTO token(account, name, digest, scope, created, expires)"
                       " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE (SELECT count(*) FROM token"
                       "  WHERE revoked IS NULL AND (expires IS NULL OR expires > ?5)) < {}",
                       kTokensMax)),
      revoke_(db, failure,
              "UPDATE token SET revoked = ?3"
              " WHERE id = ?1 AND revoked IS NULL AND (?2 IS NULL OR account = ?2)"),
      see_(db, failure, "UPDATE token SET last_used = ?2 WHERE id = ?1"),
      forget_(db, failure, "DELETE FROM token WHERE revoked < ?1 OR expires < ?1") {}

std::optional<std::int64_t> TokenTable::add(const NewToken& token) {
    forget_.run(count(token.now - kTokenMemory));
    const auto expires = token.expires ? std::optional(count(*token.expires)) : std::nullopt;
    return add_.insert_new(token.account, token.name, blob(token.digest),
                           static_cast<std::int64_t>(token.scope), count(token.now), expires);
}

bool TokenTable::revoke(std::int64_t id, std::optional<std::int64_t> of, Seconds now) {
    return revoke_.run(id, of, count(now)) > 0;
}

void TokenTable::see(std::int64_t id, Seconds now) {
    see_.run(id, count(now));
}

Result<std::vector<TokenRow>> all_tokens(sqlite3& db, std::optional<std::int64_t> account) {
    std::vector<TokenRow> all;
    const auto asked = each_row(
        db,
        fmt::format("SELECT {} WHERE ?1 IS NULL OR token.account = ?1 ORDER BY token.id DESC",
                    kColumns),
        [&](const Statement& row) { all.push_back(token_at(row)); }, account);
    if (!asked) return asked.error();
    return all;
}

Result<std::optional<TokenRow>> find_token(sqlite3& db, const WholeDigest& digest, Seconds now) {
    std::optional<TokenRow> found;
    const auto asked = each_row(
        db,
        fmt::format("SELECT {} WHERE token.digest = ?1 AND token.revoked IS NULL"
                    " AND (token.expires IS NULL OR token.expires > ?2)",
                    kColumns),
        [&](const Statement& row) { found = token_at(row); }, blob(digest), count(now));
    if (!asked) return asked.error();
    return found;
}

}  // namespace sendpath::store
