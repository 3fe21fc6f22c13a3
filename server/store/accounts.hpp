#pragma once

#include "base/digest.hpp"
#include "base/time.hpp"
#include "model/account_name.hpp"
#include "store/command.hpp"

#include <vector>

namespace sendpath::store {

/// What an account may do. Stored: never changes.
enum class Role : std::uint8_t {
    viewer = 1,  ///< sees everything, changes nothing
    admin = 2,
};
[[nodiscard]] std::string_view name(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

/// A session ends when nothing was heard of it for so long.
inline constexpr std::chrono::hours kSessionIdle{12};
/// The longest a session lasts, however busy.
inline constexpr std::chrono::days kSessionLongest{30};

struct AccountRow {
    std::int64_t id = 0;
    std::string name;
    Role role{};
    Seconds created{};
};

/// A browser that is logged in.
struct SessionRow {
    AccountRow account;
    std::string csrf;
    Seconds seen{};
};

struct NewSession {
    std::int64_t account = 0;
    WholeDigest digest{};
    std::string_view csrf;
    Seconds now{};
};

/// The tables account and session, from the writing side.
class AccountTable {
public:
    AccountTable(sqlite3& db, Failure& failure);

    /// @param password  as stored_password() gives it
    /// nullopt when there is such an account.
    std::optional<std::int64_t> add(const model::AccountName& name, std::string_view password,
                                    Role role, Seconds now);

    /// With its sessions and tokens. False when there is no such account.
    bool remove(const model::AccountName& name);

    /// Ends all its sessions: whoever had the old password is out. False when there is no such
    /// account.
    bool set_password(const model::AccountName& name, std::string_view password);

    /// Also forgets the sessions that are over.
    void open_session(const NewSession& session);
    void see_session(const WholeDigest& digest, Seconds now);
    void close_session(const WholeDigest& digest);

private:
    std::optional<std::int64_t> find(const model::AccountName& name);

    Command add_;
    Command find_;
    Command remove_;
    Command remove_tokens_;
    Command set_password_;
    Command close_all_;
    Command open_;
    Command see_;
    Command close_;
    Command forget_;
};

// ---- questions

[[nodiscard]] Result<bool> has_accounts(sqlite3& db);

/// By name.
[[nodiscard]] Result<std::vector<AccountRow>> all_accounts(sqlite3& db);

struct Login {
    AccountRow account;
    std::string password;  ///< as stored
};
/// nullopt when there is no such account.
[[nodiscard]] Result<std::optional<Login>> find_login(sqlite3& db, const model::AccountName& name);

/// nullopt when there is no such session, or it is over.
[[nodiscard]] Result<std::optional<SessionRow>> find_session(sqlite3& db, const WholeDigest& digest,
                                                             Seconds now);

/// As it is bound to a statement.
[[nodiscard]] inline Blob blob(const WholeDigest& digest) {
    return {{reinterpret_cast<const char*>(digest.data()), digest.size()}};
}

}  // namespace sendpath::store
