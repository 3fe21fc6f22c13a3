#include "store/accounts.hpp"

namespace sendpath::store {
namespace {

AccountRow account_at(const Statement& row, int first) {
    return {.id = row.integer(first),
            .name = row.text(first + 1),
            .role = static_cast<Role>(row.integer(first + 2)),
            .created = seconds(row.integer(first + 3))};
}

constexpr std::int64_t kIdle = std::chrono::seconds(kSessionIdle).count();
constexpr std::int64_t kLongest = std::chrono::seconds(kSessionLongest).count();

}  // namespace

std::string_view name(Role role) {
    switch (role) {
        case Role::viewer: return "viewer";
        case Role::admin: return "admin";
    }
    return "unknown";
}

std::optional<Role> role_named(std::string_view name) {
    for (const Role role : {Role::viewer, Role::admin})
        if (store::name(role) == name) return role;
    return std::nullopt;
}

AccountTable::AccountTable(sqlite3& db, Failure& failure)
    : add_(db, failure,
           "INSERT INTO account(name, password, role, created) VALUES (?1, ?2, ?3, ?4)"
           " ON CONFLICT (name) DO NOTHING"),
      find_(db, failure, "SELECT id FROM account WHERE name = ?1"),
      remove_(db, failure, "DELETE FROM account WHERE id = ?1"),
      remove_tokens_(db, failure, "DELETE FROM token WHERE account = ?1"),
      set_password_(db, failure, "UPDATE account SET password = ?2 WHERE id = ?1"),
      close_all_(db, failure, "DELETE FROM session WHERE account = ?1"),
      open_(db, failure,
            "INSERT INTO session(digest, account, csrf, created, seen, expires)"
            " VALUES (?1, ?2, ?3, ?4, ?4, ?5)"),
      see_(db, failure, "UPDATE session SET seen = ?2 WHERE digest = ?1 AND seen < ?2"),
      close_(db, failure, "DELETE FROM session WHERE digest = ?1"),
      forget_(db, failure, "DELETE FROM session WHERE expires <= ?1 OR seen <= ?2") {}

std::optional<std::int64_t> AccountTable::find(const model::AccountName& name) {
    return find_.integer(std::string_view(name.str()));
}

std::optional<std::int64_t> AccountTable::add(const model::AccountName& name,
                                              std::string_view password, Role role, Seconds now) {
    return add_.insert_new(std::string_view(name.str()), password, static_cast<std::int64_t>(role),
                           count(now));
}

bool AccountTable::remove(const model::AccountName& name) {
    const std::optional<std::int64_t> id = find(name);
    if (!id) return false;
    close_all_.run(*id);
    remove_tokens_.run(*id);
    return remove_.run(*id) > 0;
}

bool AccountTable::set_password(const model::AccountName& name, std::string_view password) {
    const std::optional<std::int64_t> id = find(name);
    if (!id) return false;
    close_all_.run(*id);
    return set_password_.run(*id, password) > 0;
}

void AccountTable::open_session(const NewSession& session) {
    const std::int64_t now = count(session.now);
    forget_.run(now, now - kIdle);
    open_.run(blob(session.digest), session.account, session.csrf, now, now + kLongest);
}

void AccountTable::see_session(const WholeDigest& digest, Seconds now) {
    see_.run(blob(digest), count(now));
}

void AccountTable::close_session(const WholeDigest& digest) {
    close_.run(blob(digest));
}

Result<bool> has_accounts(sqlite3& db) {
    const Result<std::int64_t> any = one_integer(db, "SELECT EXISTS (SELECT 1 FROM account)");
    if (!any) return any.error();
    return *any != 0;
}

Result<std::vector<AccountRow>> all_accounts(sqlite3& db) {
    std::vector<AccountRow> all;
    const auto asked = each_row(db, "SELECT id, name, role, created FROM account ORDER BY name",
                                [&](const Statement& row) { all.push_back(account_at(row, 0)); });
    if (!asked) return asked.error();
    return all;
}

Result<std::optional<Login>> find_login(sqlite3& db, const model::AccountName& name) {
    std::optional<Login> found;
    const auto asked = each_row(
        db, "SELECT id, name, role, created, password FROM account WHERE name = ?1",
        [&](const Statement& row) {
            found = {.account = account_at(row, 0), .password = row.text(4)};
        },
        std::string_view(name.str()));
    if (!asked) return asked.error();
    return found;
}

Result<std::optional<SessionRow>> find_session(sqlite3& db, const WholeDigest& digest,
                                               Seconds now) {
    std::optional<SessionRow> found;
    const auto asked = each_row(
        db,
        "SELECT account.id, name, role, account.created, csrf, seen"
        " FROM session JOIN account ON account.id = session.account"
        " WHERE digest = ?1 AND expires > ?2 AND seen > ?3",
        [&](const Statement& row) {
            found = {.account = account_at(row, 0),
                     .csrf = row.text(4),
                     .seen = seconds(row.integer(5))};
        },
        blob(digest), count(now), count(now) - kIdle);
    if (!asked) return asked.error();
    return found;
}

}  // namespace sendpath::store
