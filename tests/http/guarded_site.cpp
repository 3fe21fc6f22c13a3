#include "http/guarded_site.hpp"

#include "base/password.hpp"
#include "http/credentials.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

namespace sendpath::test {
namespace {

constexpr ScryptCost kCheap{.log_n = 4, .r = 1, .p = 1};  // the cost has tests of its own

Seconds the_time;

Seconds time_now() {
    return the_time;
}

http::Services guarded(SampleStore& store) {
    the_time = sample_now();
    http::Services services = store.services();
    services.now = time_now;
    services.writer = &store.writer();
    return services;
}

}  // namespace

GuardedSite::GuardedSite(http::Access access)
    : site_(guarded(store), "/", "run", std::move(access)) {}

std::int64_t GuardedSite::add_account(std::string_view name, store::Role role) {
    std::optional<std::int64_t> id;
    EXPECT_TRUE(store.writer().write([&](store::Ledger& ledger) {
        id = ledger.accounts().add(model::AccountName::parse(name).value(),
                                   stored_password(kPassword, kCheap), role, the_time);
    }));
    return id.value();
}

GuardedSite::Session GuardedSite::open_session(std::int64_t account) {
    const std::string secret = "secret-" + std::to_string(++sessions_);
    const std::string csrf = "csrf-" + std::to_string(sessions_);
    EXPECT_TRUE(store.writer().write([&](store::Ledger& ledger) {
        ledger.accounts().open_session(
            {.account = account, .digest = whole_digest_of(secret), .csrf = csrf, .now = the_time});
    }));
    return {std::string(http::kSessionCookie) + '=' + secret, csrf};
}

std::string GuardedSite::add_token(store::Scope scope, std::optional<std::int64_t> account,
                                   std::optional<Seconds> expires) {
    std::string token = "sp_" + std::to_string(++sessions_);
    EXPECT_TRUE(store.writer().write([&](store::Ledger& ledger) {
        ledger.tokens().add({.account = account,
                             .name = "a-token",
                             .digest = whole_digest_of(token),
                             .scope = scope,
                             .now = the_time,
                             .expires = expires});
    }));
    return token;
}

http::Answer GuardedSite::ask(http::Request request, std::string target) {
    io_.restart();
    auto answer = boost::asio::co_spawn(io_, site_.respond(std::move(request), std::move(target)),
                                        boost::asio::use_future);
    io_.run();
    return answer.get();
}

http::Answer GuardedSite::get(std::string target, std::string cookie) {
    http::Request request;
    request.cookie = std::move(cookie);
    return ask(std::move(request), std::move(target));
}

http::Answer GuardedSite::log_in(std::string_view name, std::string_view password,
                                 http::Request request) {
    request.method = "POST";
    request.content_type = "application/json";
    request.body =
        R"({"name":")" + std::string(name) + R"(","password":")" + std::string(password) + R"("})";
    return ask(std::move(request), "/api/v1/login");
}

void GuardedSite::pass(std::chrono::seconds time) {
    the_time += time;
}

Seconds GuardedSite::now() const {
    return the_time;
}

http::Request post(std::string body, std::string cookie, std::string csrf) {
    http::Request request;
    request.method = "POST";
    request.content_type = "application/json";
    request.body = std::move(body);
    request.cookie = std::move(cookie);
    request.csrf = std::move(csrf);
    return request;
}

http::Request with_token(std::string token, std::string method) {
    http::Request request;
    request.method = std::move(method);
    request.authorization = "Bearer " + std::move(token);
    return request;
}

}  // namespace sendpath::test
