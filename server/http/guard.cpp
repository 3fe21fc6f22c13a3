#include "http/guard.hpp"

#include "http/client_address.hpp"
#include "http/credentials.hpp"
#include "store/await_write.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;

/// When a session or token was last seen is written no more often, since every commit makes the
/// browser's copies of the pages old.
constexpr std::chrono::minutes kSeenStep{10};

/// A caller, and when it was last written down that it was here.
struct Found {
    Caller caller;
    Seconds last{};
};

Result<Found> by_token(sqlite3& db, std::string_view secret, Seconds now) {
    const auto token = store::find_token(db, whole_digest_of(secret), now);
    if (!token) return token.error();
    Found found;
    found.caller.bad_token = true;
    if (!*token) return found;
    found.caller = {.by = Caller::By::token,
                    .account = (*token)->account,
                    .name = (*token)->account_name.value_or(""),
                    .csrf = {},
                    .token = (*token)->id,
                    .scope = (*token)->scope};
    found.last = (*token)->last_used.value_or(Seconds{});
    return found;
}

Result<Found> by_session(sqlite3& db, std::string_view secret, Seconds now) {
    const WholeDigest digest = whole_digest_of(secret);
    auto session = store::find_session(db, digest, now);
    if (!session) return session.error();
    Found found;
    if (!*session) return found;
    found.caller = {.by = Caller::By::session,
                    .account = (*session)->account.id,
                    .name = std::move((*session)->account.name),
                    .role = (*session)->account.role,
                    .csrf = std::move((*session)->csrf),
                    .session = digest};
    found.last = (*session)->seen;
    return found;
}

Result<Found> find(sqlite3& db, const Request& request, bool loopback_only, Seconds now) {
    if (loopback_only) {
        const Result<bool> guarded = store::has_accounts(db);
        if (!guarded) return guarded.error();
        if (!*guarded) return Found{.caller = {.by = Caller::By::trial, .name = {}, .csrf = {}}};
    }
    if (const auto token = bearer_token(request.authorization)) return by_token(db, *token, now);
    if (const auto secret = cookie(request.cookie, kSessionCookie))
        return by_session(db, *secret, now);
    return Found();
}

}  // namespace

Answer come_later(std::string_view detail, std::chrono::seconds after) {
    Answer answer = problem(429, detail);
    answer.fields.push_back({"Retry-After", std::to_string(after.count())});
    return answer;
}

asio::awaitable<Result<Caller>> Guard::caller(const Request& request) {
    const Seconds now = services_.now();
    auto question = [this, &request, now](sqlite3& db) {
        return find(db, request, access_.loopback_only, now);
    };
    Result<Found> found = co_await services_.reader->ask(std::move(question));
    if (!found) co_return found.error();
    trial_ = found->caller.by == Caller::By::trial;
    if (now - found->last >= kSeenStep) co_await note(found->caller, now);
    co_return std::move(found->caller);
}

// A full disk must not shut out those who come to see about it.
asio::awaitable<void> Guard::note(const Caller& caller, Seconds now) {
    const bool known = caller.by == Caller::By::session || caller.by == Caller::By::token;
    if (!known || services_.writer == nullptr) co_return;
    auto work = [&caller, now](store::Ledger& ledger) {
        if (caller.by == Caller::By::token)
            ledger.tokens().see(caller.token, now);
        else
            ledger.accounts().see_session(caller.session, now);
    };
    const Result<void> noted = co_await store::written(*services_.writer, std::move(work));
    if (!noted) spdlog::warn("a session or token was not noted as seen: {}", noted.error().detail);
}

std::optional<Answer> Guard::too_fast(const Request& request) {
    if (trial_ && access_.loopback_only) return std::nullopt;
    const auto wait = addresses_.enter(address_key(request.client), services_.now());
    if (wait == std::chrono::seconds(0)) return std::nullopt;
    return come_later("too many requests from this address", wait);
}

asio::awaitable<std::optional<Answer>> Guard::refused(const Request& request, Need need,
                                                      Caller& caller) {
    Result<Caller> found = co_await this->caller(request);
    if (!found) co_return store_problem(found.error());
    caller = *std::move(found);
    if (caller.by == Caller::By::token) {
        const auto wait = tokens_.enter(std::to_string(caller.token), services_.now());
        if (wait > std::chrono::seconds(0))
            co_return come_later("too many requests with this token", wait);
    }
    co_return refusal(caller, need, request);
}

}  // namespace sendpath::http
