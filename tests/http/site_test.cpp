#include "http/site.hpp"

#include "http/headers.hpp"
#include "http/route.hpp"
#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

using test::SampleStore;

std::string value(const Answer& answer, std::string_view name) {
    return std::string(field(answer, name));
}

TEST(Site, GivesEveryAnswerItsSecurityFields) {
    const SampleStore store;
    for (const std::string_view target :
         {"/", "/api/v1/overview", "/api/v1/nothing", "/healthz", "/assets/none.js"}) {
        SCOPED_TRACE(target);
        const Answer answer = store.get(std::string(target));
        EXPECT_EQ(value(answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(value(answer, "Referrer-Policy"), "no-referrer");
        const std::string policy = value(answer, "Content-Security-Policy");
        EXPECT_TRUE(policy.starts_with("default-src 'none'; ")) << policy;
        EXPECT_EQ(policy.find("unsafe"), std::string::npos);
        EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_FALSE(value(answer, "Cache-Control").empty());
        EXPECT_FALSE(value(answer, "X-Request-Id").empty());
    }
    EXPECT_NE(value(store.get("/"), "Content-Security-Policy").find("script-src 'self'"),
              std::string::npos);
}

TEST(Site, RepeatsAPlainRequestIdAndMakesOneOtherwise) {
    const SampleStore store;
    Request request;
    request.id = "abc-1.2_3";
    EXPECT_EQ(value(store.ask(request, "/healthz"), "X-Request-Id"), "abc-1.2_3");
    request.id = "a b";
    EXPECT_EQ(value(store.ask(request, "/healthz"), "X-Request-Id"), "run-1");
    request.id = std::string(64, 'a');
    EXPECT_EQ(value(store.ask(request, "/healthz"), "X-Request-Id"), request.id);
    request.id += 'a';
    EXPECT_EQ(value(store.ask(request, "/healthz"), "X-Request-Id"), "run-1");
}

TEST(Site, AnswersNotModifiedUntilTheStoreChanges) {
    SampleStore store;
    Request request;
    const std::string etag = value(store.get("/api/v1/overview"), "ETag");
    EXPECT_TRUE(etag.starts_with("W/\"run-")) << etag;
    request.if_none_match = etag;
    const Answer same = store.ask(request, "/api/v1/overview");
    EXPECT_EQ(same.status, 304U);
    EXPECT_TRUE(same.body.empty());
    EXPECT_EQ(value(same, "ETag"), etag);

    store.add({.id = "new"});
    const Answer changed = store.ask(request, "/api/v1/overview");
    EXPECT_EQ(changed.status, 200U);
    EXPECT_NE(value(changed, "ETag"), etag);
}

TEST(Site, AnswersNotModifiedForSettingsThatStayed) {
    SampleStore store;
    SettingsState settings;
    store.services().settings = [&] { return settings; };
    Request request;
    request.if_none_match = value(store.get("/api/v1/settings"), "ETag");
    EXPECT_EQ(store.ask(request, "/api/v1/settings").status, 304U);
    settings.domains = {"example.com"};
    const Answer changed = store.ask(request, "/api/v1/settings");
    EXPECT_EQ(changed.status, 200U);
    EXPECT_NE(value(changed, "ETag"), request.if_none_match);
}

TEST(Site, AnswersNotModifiedForTheContractOfTheSameRun) {
    const SampleStore store;
    Request request;
    request.if_none_match = value(store.get("/api/v1/openapi.json"), "ETag");
    const Answer same = store.ask(request, "/api/v1/openapi.json");
    EXPECT_EQ(same.status, 304U);
    EXPECT_TRUE(same.body.empty());
    request.if_none_match = "W/\"another run\"";
    EXPECT_EQ(store.ask(request, "/api/v1/openapi.json").status, 200U);
}

TEST(Site, LetsNoCacheKeepAProblem) {
    const SampleStore store;
    const Answer answer = store.get("/api/v1/overview?from=x");
    EXPECT_EQ(value(answer, "ETag"), "");
    EXPECT_EQ(value(answer, "Cache-Control"), "no-store");
}

TEST(Site, CompressesWhatIsLargeForThoseWhoTakeIt) {
    SampleStore store;
    test::MadeReport report{.id = "large", .records = {}};
    for (int i = 0; i < 20; ++i)
        report.records.push_back({.source = "192.0.2." + std::to_string(i)});
    store.add(report);
    Request request;
    request.accept_encoding = "gzip";
    const Answer packed = store.ask(request, "/api/v1/records");
    EXPECT_EQ(value(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(value(packed, "Vary"), "Accept-Encoding");
    EXPECT_TRUE(packed.body.starts_with("\x1f\x8b"));
    const Answer plain = store.get("/api/v1/records");
    EXPECT_EQ(value(plain, "Content-Encoding"), "");
    EXPECT_EQ(value(plain, "Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), plain.body.size() / 4);
    const Answer small = store.ask(request, "/api/v1/timeseries");
    EXPECT_EQ(value(small, "Content-Encoding"), "") << small.body.size();
}

TEST(Site, RefusesMethodsAndSaysWhichItTakes) {
    const SampleStore store;
    struct {
        std::string_view method;
        std::string_view target;
        unsigned status;
        std::string_view allow;
    } const table[] = {
        {"HEAD", "/api/v1/overview", 200, ""},
        {"POST", "/api/v1/overview", 405, "GET, HEAD"},
        {"DELETE", "/api/v1/reports/1", 405, "GET, HEAD"},
        {"OPTIONS", "/api/v1/overview", 405, "GET, HEAD"},
        {"POST", "/api/v1/nothing", 404, ""},
        {"POST", "/", 405, "GET, HEAD"},
        {"PUT", "/healthz", 405, "GET, HEAD"},
        {"HEAD", "/readyz", 200, ""},
        {"TRACE", "/readyz", 405, "GET, HEAD"},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(testing::Message() << row.method << ' ' << row.target);
        Request request;
        request.method = row.method;
        const Answer answer = store.ask(request, std::string(row.target));
        EXPECT_EQ(answer.status, row.status);
        EXPECT_EQ(value(answer, "Allow"), row.allow);
    }
}

TEST(Site, RefusesToBeWrittenToFromAnotherSite) {
    const SampleStore store;
    Request request;
    request.method = "POST";
    request.host = "here.example";
    request.origin = "https://elsewhere.example";
    EXPECT_EQ(store.ask(request, "/api/v1/reports").status, 403U);
    request.origin = "https://here.example";
    EXPECT_EQ(store.ask(request, "/api/v1/reports").status, 405U) << "no intake in this test";
    request.method = "GET";
    request.origin = "https://elsewhere.example";
    EXPECT_EQ(store.ask(request, "/api/v1/overview").status, 200U);
}

TEST(Site, LivesUnderItsBasePath) {
    const SampleStore store;
    EXPECT_EQ(store.ask({}, "/dmarc/api/v1/overview", "/dmarc/").status, 200U);
    EXPECT_EQ(store.ask({}, "/dmarc/healthz", "/dmarc/").body, "ok");
    EXPECT_EQ(store.ask({}, "/api/v1/overview", "/dmarc/").status, 404U);
    const Answer moved = store.ask({}, "/dmarc", "/dmarc/");
    EXPECT_EQ(moved.status, 308U);
    EXPECT_EQ(value(moved, "Location"), "/dmarc/");
    EXPECT_NE(store.ask({}, "/dmarc/", "/dmarc/").body.find(R"(<base href="/dmarc/">)"),
              std::string::npos);
}

TEST(Site, IsAliveAndReady) {
    const SampleStore store;
    EXPECT_EQ(store.get("/healthz").body, "ok");
    EXPECT_EQ(store.get("/readyz").status, 200U);
}

TEST(Site, PublishesItsContract) {
    const SampleStore store;
    const auto contract = store.json("/api/v1/openapi.json");
    EXPECT_TRUE(contract.at("openapi").as_string().starts_with("3.1"));
    // Every route stands in it.
    for (const Route& route : routes()) {
        SCOPED_TRACE(route.pattern);
        EXPECT_TRUE(contract.at("paths").as_object().contains(
            std::string(kApiPrefix).append(route.pattern)));
    }
}

TEST(Site, ShowsItsPageAtAnyPathThatIsNoFile) {
    const SampleStore store;
    const std::string page = store.get("/").body;
    EXPECT_NE(page.find("<base href=\"/\">"), std::string::npos);
    EXPECT_EQ(store.get("/domains/example.com?from=2026-01-01").body, page);
    EXPECT_EQ(store.get("/assets/gone.js").status, 404U);
    EXPECT_EQ(store.get("/api").status, 404U);
}

TEST(Site, TakesBodiesWhereTheyAreAskedForOnly) {
    const SampleStore store;
    const Site site(store.services(), "/dmarc/", "run");
    using Body = Site::Body;
    EXPECT_EQ(site.body_of("POST", "/dmarc/api/v1/reports"), Body::upload);
    EXPECT_EQ(site.body_of("POST", "/dmarc/api/v1/reports?name=a"), Body::upload);
    EXPECT_EQ(site.body_of("POST", "/api/v1/reports"), Body::none);
    EXPECT_EQ(site.body_of("PUT", "/dmarc/api/v1/reports"), Body::none);
    EXPECT_EQ(site.body_of("POST", "/dmarc/api/v1/held"), Body::none);
    EXPECT_EQ(site.body_of("POST", "/dmarc/api/v1/login"), Body::form);
    EXPECT_EQ(site.body_of("POST", "/dmarc/api/v1/tokens"), Body::form);
    EXPECT_EQ(site.body_of("POST", "/dmarc/api/v1/tokens/1"), Body::none);
    EXPECT_EQ(site.body_of("GET", "/dmarc/api/v1/login"), Body::none);
}

}  // namespace
}  // namespace sendpath::http
