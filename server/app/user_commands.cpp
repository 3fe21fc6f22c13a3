#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/password_prompt.hpp"
#include "app/reading.hpp"
#include "base/password.hpp"
#include "store/connection.hpp"
#include "store/one_write.hpp"

#include <fmt/format.h>

namespace sendpath::app {
namespace {

using config::ExitCode;

ExitCode told(const Error& error) {
    fmt::print(stderr, "sendpath: {}\n", error.detail);
    return error.code == Errc::io ? ExitCode::system_failed : ExitCode::usage;
}

ExitCode no_such(const model::AccountName& name) {
    fmt::print(stderr, "sendpath: there is no account {}; `sendpath user list` has them\n",
               name.str());
    return ExitCode::usage;
}

}  // namespace

ExitCode add_user(const config::CommandLine& line, const config::Config& config) {
    const auto name = model::AccountName::parse(line.name);
    if (!name) return told(name.error());
    const auto password = new_password(name->str());
    if (!password) return told(password.error());
    const std::string stored = stored_password(*password);
    const store::Role role = store::role_named(line.role).value_or(store::Role::viewer);
    bool is_new = false;
    const auto written = store::write_once(config.store.path, [&](store::Ledger& ledger) {
        is_new = ledger.accounts().add(*name, stored, role, now()).has_value();
    });
    if (!written) return store_failure(written.error());
    if (!is_new) {
        fmt::print(stderr,
                   "sendpath: there is an account {} already; `sendpath user password {}` gives it "
                   "a new password\n",
                   name->str(), name->str());
        return ExitCode::usage;
    }
    fmt::print("{} may log in now, as {}\n", name->str(), store::name(role));
    return ExitCode::ok;
}

ExitCode change_password(const config::CommandLine& line, const config::Config& config) {
    const auto name = model::AccountName::parse(line.name);
    if (!name) return told(name.error());
    const auto password = new_password(name->str());
    if (!password) return told(password.error());
    const std::string stored = stored_password(*password);
    bool known = false;
    const auto written = store::write_once(config.store.path, [&](store::Ledger& ledger) {
        known = ledger.accounts().set_password(*name, stored);
    });
    if (!written) return store_failure(written.error());
    if (!known) return no_such(*name);
    fmt::print("{} has a new password, and is logged out everywhere\n", name->str());
    return ExitCode::ok;
}

ExitCode remove_user(const config::CommandLine& line, const config::Config& config) {
    const auto name = model::AccountName::parse(line.name);
    if (!name) return told(name.error());
    bool known = false;
    const auto written = store::write_once(
        config.store.path, [&](store::Ledger& ledger) { known = ledger.accounts().remove(*name); });
    if (!written) return store_failure(written.error());
    if (!known) return no_such(*name);
    fmt::print("{} is removed, with its sessions and tokens\n", name->str());
    return ExitCode::ok;
}

ExitCode list_users(const config::Config& config) {
    const auto db = store::open_for_reading(config.store.path);
    if (!db) return store_failure(db.error());
    const auto all = store::all_accounts(**db);
    if (!all) return store_failure(all.error());
    for (const store::AccountRow& each : *all)
        fmt::print("{}  {}  since {}\n", each.name, store::name(each.role),
                   time::date_time(each.created));
    if (all->empty())
        fmt::print(stderr,
                   "There are no accounts: whoever reaches http.listen sees all. Make one "
                   "with `sendpath user add NAME`.\n");
    return ExitCode::ok;
}

}  // namespace sendpath::app
