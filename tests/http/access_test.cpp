#include "http/guarded_site.hpp"
#include "http/headers.hpp"
#include "http/route.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

using namespace std::chrono_literals;
using store::Role;
using store::Scope;
using test::GuardedSite;

/// Each path of the API that is read, with something for its ids.
std::vector<std::string> read_targets() {
    std::vector<std::string> all{"/metrics", "/api/v1/me", "/api/v1/openapi.json"};
    for (const Route& route : routes()) {
        std::string target = std::string(kApiPrefix).append(route.pattern);
        const std::size_t at = target.find('{');
        if (at != std::string::npos) target.replace(at, target.find('}') + 1 - at, "1");
        if (target.ends_with("/simulation")) target += "?policy=reject";
        all.push_back(std::move(target));
    }
    return all;
}

// L8: nothing is needed for a trial on this machine.
TEST(Access, IsOpenWithoutAnyAccountOnLoopback) {
    GuardedSite site;
    for (const std::string& target : read_targets()) {
        const unsigned status = site.get(target).status;
        EXPECT_TRUE(status == 200 || status == 404) << target << ": " << status;
    }
    EXPECT_EQ(site.get("/api/v1/me").body, R"({"data":{"open":true,"account":null,"role":null,)"
                                           R"("scopes":["read","ingest","admin"],"csrf":null}})");
    EXPECT_EQ(site.ask(test::with_token("of nobody"), "/api/v1/overview").status, 200U);
}

// L8: the last account that is removed must not open the door to everybody.
TEST(Access, IsNeverOpenBeyondLoopback) {
    GuardedSite site({.loopback_only = false});
    for (const std::string& target : read_targets())
        EXPECT_EQ(site.get(target).status, 401U) << target;
}

TEST(Access, NeedsALoginAsSoonAsThereIsOneAccount) {
    GuardedSite site;
    EXPECT_EQ(site.get("/api/v1/overview").status, 200U);
    site.add_account("ann");
    std::vector<std::string> targets = read_targets();
    for (const char* more : {"/api/v1/tokens", "/api/v1/nothing", "/api", "/api/v2/overview"})
        targets.emplace_back(more);
    for (const std::string& target : targets) {
        const Answer answer = site.get(target);
        EXPECT_EQ(answer.status, 401U) << target;
        EXPECT_FALSE(field(answer, "WWW-Authenticate").empty()) << target;
        EXPECT_EQ(field(answer, "ETag"), "") << target;
        EXPECT_EQ(field(answer, "Cache-Control"), "no-store") << target;
        EXPECT_EQ(answer.body, R"({"type":"about:blank","title":"Unauthorized","status":401,)"
                               R"("detail":"log in, or send a token"})")
            << "it tells of nothing, not even what is there";
    }
    for (const char* open : {"/healthz", "/readyz", "/", "/login", "/domains/example.com"})
        EXPECT_EQ(site.get(open).status, 200U) << open;
}

// L7: each credential at each kind of request; what is wrong, missing, over or of another scope.
TEST(Access, IsGivenToWhoShowsTheRightCredential) {
    GuardedSite site;
    const std::int64_t ann = site.add_account("ann");
    const std::int64_t bob = site.add_account("bob", Role::viewer);
    const auto admin = site.open_session(ann);
    const auto viewer = site.open_session(bob);
    const std::string expired = site.add_token(Scope::admin, ann, site.now());
    const std::string revoked = site.add_token(Scope::admin, ann);
    ASSERT_TRUE(site.store.writer().write([&](store::Ledger& ledger) {
        EXPECT_TRUE(ledger.tokens().revoke(2, std::nullopt, site.now()));
    }));
    site.store.services().poll_mailbox = [](std::int64_t) { return true; };

    struct Row {
        std::string_view name;
        std::string authorization;
        std::string cookie;
        std::string csrf;
        unsigned read;
        unsigned upload;  // 405: let through, since this site takes no mail
        unsigned poll;    // 404: let through, since this site has no mailbox
        unsigned tokens;
    };
    const Row table[] = {
        {"nothing", "", "", "", 401, 401, 401, 401},
        {"admin session", "", admin.cookie, admin.csrf, 200, 405, 404, 200},
        {"admin session without the text", "", admin.cookie, "", 200, 403, 403, 200},
        {"admin session, another's text", "", admin.cookie, viewer.csrf, 200, 403, 403, 200},
        {"viewer session", "", viewer.cookie, viewer.csrf, 200, 403, 403, 200},
        {"cookie of nobody", "", "__Host-sendpath=x", "", 401, 401, 401, 401},
        {"empty cookie", "", "__Host-sendpath=", "", 401, 401, 401, 401},
        {"another cookie", "", "sendpath=secret-1", admin.csrf, 401, 401, 401, 401},
        {"read token", site.add_token(Scope::read), "", "", 200, 403, 403, 403},
        {"ingest token", site.add_token(Scope::ingest), "", "", 403, 405, 403, 403},
        {"admin token", site.add_token(Scope::admin), "", "", 200, 405, 404, 200},
        {"unknown token", "sp_unknown", "", "", 401, 401, 401, 401},
        {"empty token", " ", "", "", 401, 401, 401, 401},
        {"expired token", expired, "", "", 401, 401, 401, 401},
        {"revoked token", revoked, "", "", 401, 401, 401, 401},
        {"bad token beside a good cookie", "sp_unknown", admin.cookie, admin.csrf, 401, 401, 401,
         401},
        {"read token beside an admin's cookie", site.add_token(Scope::read), admin.cookie,
         admin.csrf, 200, 403, 403, 403},
    };
    for (const Row& row : table) {
        SCOPED_TRACE(row.name);
        Request request;
        if (!row.authorization.empty()) request.authorization = "Bearer " + row.authorization;
        request.cookie = row.cookie;
        request.csrf = row.csrf;
        EXPECT_EQ(site.ask(request, "/api/v1/overview").status, row.read);
        EXPECT_EQ(site.ask(request, "/metrics").status, row.read);
        EXPECT_EQ(site.ask(request, "/api/v1/tokens").status, row.tokens);
        request.method = "POST";
        EXPECT_EQ(site.ask(request, "/api/v1/reports").status, row.upload);
        EXPECT_EQ(site.ask(request, "/api/v1/mailboxes/1/poll").status, row.poll);
    }
}

// L4
TEST(Access, OfASessionEndsIdleAndGoesOnWhileItIsUsed) {
    GuardedSite site;
    const auto session = site.open_session(site.add_account("ann"));
    for (int i = 0; i < 5; ++i) {
        site.pass(store::kSessionIdle - 1s);
        EXPECT_EQ(site.get("/api/v1/me", session.cookie).status, 200U) << i;
    }
    site.pass(store::kSessionIdle);
    EXPECT_EQ(site.get("/api/v1/me", session.cookie).status, 401U);
}

TEST(Access, OfASessionIsWrittenDownSomeMinutesApart) {
    GuardedSite site;
    const auto session = site.open_session(site.add_account("ann"));
    const auto etag = [&] {
        return std::string(field(site.get("/api/v1/overview", session.cookie), "ETag"));
    };
    const std::string first = etag();
    site.pass(9min);
    EXPECT_EQ(etag(), first);
    site.pass(1min);
    EXPECT_NE(etag(), first);
}

TEST(Access, OfATokenIsWrittenDown) {
    GuardedSite site;
    site.add_account("ann");
    const std::string token = site.add_token(Scope::read);
    site.ask(test::with_token(token), "/api/v1/overview");
    const Answer tokens =
        site.ask(test::with_token(site.add_token(Scope::admin)), "/api/v1/tokens");
    const auto data = boost::json::parse(tokens.body).at("data");
    EXPECT_EQ(data.at(1).at("last_used"), count(site.now()));
}

// L9: DNS rebinding.
TEST(Access, IsNotGivenUnderAnothersName) {
    GuardedSite site({.hosts = {"reports.example.com"}});
    constexpr struct {
        std::string_view host;
        std::string_view target;
        unsigned status;
    } table[] = {
        {"reports.example.com", "/api/v1/overview", 200},
        {"localhost:8080", "/api/v1/overview", 200},
        {"evil.example", "/api/v1/overview", 421},
        {"evil.example", "/", 421},
        {"evil.example", "/metrics", 421},
        {"evil.example", "/healthz", 200},
        {"evil.example", "/readyz", 200},
    };
    for (const auto& row : table) {
        Request request;
        request.host = row.host;
        EXPECT_EQ(site.ask(request, std::string(row.target)).status, row.status)
            << row.host << row.target;
    }
}

// L10
TEST(Access, IsGivenSoManyTimesAMinuteToOneAddressAndOneToken) {
    GuardedSite site({.requests_per_minute = 3});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(site.get("/api/v1/me").status, 200U) << "a trial";
    site.add_account("ann");
    const std::string token = site.add_token(Scope::read);
    const auto from = [&](const char* address) {
        Request request = test::with_token(token);
        request.client = *model::IpAddress::parse(address);
        return site.ask(request, "/api/v1/overview");
    };
    EXPECT_EQ(from("192.0.2.1").status, 200U);
    EXPECT_EQ(from("192.0.2.2").status, 200U);
    EXPECT_EQ(from("192.0.2.3").status, 200U);
    const Answer late = from("192.0.2.4");
    EXPECT_EQ(late.status, 429U) << "the token";
    EXPECT_EQ(field(late, "Retry-After"), "20");

    Request nobody;
    nobody.client = *model::IpAddress::parse("192.0.2.9");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(site.ask(nobody, "/api/v1/me").status, 401U);
    EXPECT_EQ(site.ask(nobody, "/api/v1/me").status, 429U) << "the address";
    EXPECT_EQ(site.ask(nobody, "/api/v1/login").status, 429U);
    EXPECT_EQ(site.ask(nobody, "/metrics").status, 429U);
    EXPECT_EQ(site.ask(nobody, "/healthz").status, 200U);
    EXPECT_EQ(site.ask(nobody, "/").status, 200U);
    site.pass(20s);
    EXPECT_EQ(site.ask(nobody, "/api/v1/me").status, 401U);
}

// L11
TEST(Access, IsCountedForWhomAProxyOfOursAsks) {
    GuardedSite site(
        {.proxy_from = {*model::IpNetwork::parse("10.0.0.1")}, .requests_per_minute = 1});
    site.add_account("ann");
    const auto through = [&](const char* proxy, const char* client) {
        Request request;
        request.client = *model::IpAddress::parse(proxy);
        request.forwarded_for = client;
        return site.ask(request, "/api/v1/me").status;
    };
    EXPECT_EQ(through("10.0.0.1", "192.0.2.1"), 401U);  // the first tells that there are accounts
    EXPECT_EQ(through("10.0.0.1", "192.0.2.1"), 401U);
    EXPECT_EQ(through("10.0.0.1", "192.0.2.1"), 429U);
    EXPECT_EQ(through("10.0.0.1", "192.0.2.2"), 401U);
    EXPECT_EQ(through("10.0.0.2", "192.0.2.3"), 401U);
    EXPECT_EQ(through("10.0.0.2", "192.0.2.4"), 429U) << "no proxy of ours: its own address counts";
}

}  // namespace
}  // namespace sendpath::http
