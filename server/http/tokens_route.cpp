#include "http/tokens_route.hpp"

#include "base/secret_text.hpp"
#include "http/credentials.hpp"
#include "http/form.hpp"
#include "http/json_parts.hpp"
#include "store/await_write.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::int64_t kDaysMax = 3'650;

/// Whose tokens the caller looks after; nullopt: everybody's.
std::optional<std::int64_t> owner(const Caller& caller) {
    return may(caller, Need::admin) ? std::nullopt : caller.account;
}

json::object token_json(const store::TokenRow& row) {
    json::object object;
    object["id"] = row.id;
    object["name"] = row.name;
    object["account"] = or_null(row.account_name);
    object["scope"] = name(row.scope);
    object["created"] = count(row.created);
    object["expires"] = or_null(row.expires);
    object["last_used"] = or_null(row.last_used);
    object["revoked"] = or_null(row.revoked);
    return object;
}

/// What the new token shall be; `secret` is in it by its digest alone.
store::NewToken wanted(Form& form, const std::string& label, const Caller& caller) {
    store::NewToken token;
    token.account = caller.account;
    token.name = label;
    if (const auto sound = model::AccountName::parse(label); !sound)
        form.fail("name", sound.error().detail);
    const std::string scope = form.text("scope");
    if (const auto known = store::scope_named(scope))
        token.scope = *known;
    else
        form.fail("scope", "is not one of: read, ingest, admin");
    return token;
}

}  // namespace

asio::awaitable<Answer> list_tokens(const Services& services, const Request& request,
                                    const Caller& caller) {
    if (auto bad = any_parameter(request)) co_return *std::move(bad);
    auto question = [of = owner(caller)](sqlite3& db) { return store::all_tokens(db, of); };
    const auto rows = co_await services.reader->ask(std::move(question));
    if (!rows) co_return store_problem(rows.error());
    json::array data;
    for (const store::TokenRow& row : *rows) data.push_back(token_json(row));
    json::object object;
    object["data"] = std::move(data);
    co_return json_answer(object);
}

asio::awaitable<Answer> make_token(const Services& services, const Request& request,
                                   const Caller& caller) {
    if (auto bad = any_parameter(request)) co_return *std::move(bad);
    Form form(request);
    const std::string label = form.text("name");
    store::NewToken token = wanted(form, label, caller);
    const auto days = form.integer("days", 1, kDaysMax);
    if (auto bad = form.problem()) co_return *std::move(bad);
    if (token.scope != store::Scope::read && !may(caller, Need::admin))
        co_return problem(403, "a viewer makes tokens of the scope read alone");

    const std::string secret = std::string(kTokenPrefix) + random_secret();
    token.digest = whole_digest_of(secret);
    token.now = services.now();
    if (days) token.expires = token.now + std::chrono::days(*days);
    std::optional<std::int64_t> id;
    auto work = [&](store::Ledger& ledger) { id = ledger.tokens().add(token); };
    const Result<void> stored = co_await store::written(*services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    if (!id)
        co_return problem(409, "there are " + std::to_string(store::kTokensMax) +
                                   " tokens already; revoke one first");
    spdlog::info("token {} ({}, {}) was made by {}", *id, label, name(token.scope),
                 caller.name.empty() ? "a token" : caller.name);
    json::object data = token_json({.id = *id,
                                    .account = token.account,
                                    .account_name = caller.name,
                                    .name = label,
                                    .scope = token.scope,
                                    .created = token.now,
                                    .expires = token.expires});
    if (!token.account) data["account"] = nullptr;
    data["token"] = secret;
    json::object object;
    object["data"] = std::move(data);
    co_return json_answer(object, 201);
}

asio::awaitable<Answer> revoke_token(const Services& services, const Request& request,
                                     const Caller& caller, std::int64_t id) {
    if (auto bad = any_parameter(request)) co_return *std::move(bad);
    bool revoked = false;
    auto work = [&, of = owner(caller)](store::Ledger& ledger) {
        revoked = ledger.tokens().revoke(id, of, services.now());
    };
    const Result<void> stored = co_await store::written(*services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    if (!revoked) co_return problem(404, "no such token, or it was revoked before");
    spdlog::info("token {} was revoked", id);
    json::object object;
    object["data"] = json::object{{"id", id}};
    co_return json_answer(object);
}

}  // namespace sendpath::http
