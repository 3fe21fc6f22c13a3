#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/reading.hpp"
#include "base/secret_text.hpp"
#include "http/credentials.hpp"
#include "store/connection.hpp"
#include "store/one_write.hpp"

#include <fmt/format.h>

namespace sendpath::app {
namespace {

using config::ExitCode;

std::string state_of(const store::TokenRow& token) {
    if (token.revoked) return "revoked " + time::date_time(*token.revoked);
    if (!token.expires) return "no end";
    return (*token.expires <= now() ? "ended " : "until ") + time::date_time(*token.expires);
}

}  // namespace

ExitCode add_token(const config::CommandLine& line, const config::Config& config) {
    const auto name = model::AccountName::parse(line.name);
    if (!name) {
        fmt::print(stderr, "sendpath: {}\n", name.error().detail);
        return ExitCode::usage;
    }
    const std::string secret = std::string(http::kTokenPrefix) + random_secret();
    store::NewToken token{.account = {},
                          .name = name->str(),
                          .digest = whole_digest_of(secret),
                          .scope = store::scope_named(line.scope).value_or(store::Scope::read),
                          .now = now(),
                          .expires = {}};
    if (line.days > 0) token.expires = token.now + std::chrono::days(line.days);
    std::optional<std::int64_t> id;
    const auto written = store::write_once(
        config.store.path, [&](store::Ledger& ledger) { id = ledger.tokens().add(token); });
    if (!written) return store_failure(written.error());
    if (!id) {
        fmt::print(stderr, "sendpath: there are {} tokens already; revoke one first\n",
                   store::kTokensMax);
        return ExitCode::usage;
    }
    fmt::print("{}\n", secret);
    fmt::print(stderr, "Token {} ({}) is shown only now; keep it as you would a password.\n", *id,
               store::name(token.scope));
    return ExitCode::ok;
}

ExitCode list_tokens(const config::Config& config) {
    const auto db = store::open_for_reading(config.store.path);
    if (!db) return store_failure(db.error());
    const auto all = store::all_tokens(**db, std::nullopt);
    if (!all) return store_failure(all.error());
    for (const store::TokenRow& each : *all)
        fmt::print("{}  {}  {}  of {}  {}  {}\n", each.id, each.name, store::name(each.scope),
                   each.account_name.value_or("the command line"), state_of(each),
                   each.last_used ? "used " + time::date_time(*each.last_used) : "never used");
    if (all->empty()) fmt::print(stderr, "There are no tokens.\n");
    return ExitCode::ok;
}

ExitCode revoke_token(const config::CommandLine& line, const config::Config& config) {
    bool revoked = false;
    const auto written = store::write_once(config.store.path, [&](store::Ledger& ledger) {
        revoked = ledger.tokens().revoke(line.token, std::nullopt, now());
    });
    if (!written) return store_failure(written.error());
    if (!revoked) {
        fmt::print(stderr, "sendpath: there is no token {}, or it was revoked before\n",
                   line.token);
        return ExitCode::usage;
    }
    fmt::print("Token {} is good for nothing from now on\n", line.token);
    return ExitCode::ok;
}

}  // namespace sendpath::app
