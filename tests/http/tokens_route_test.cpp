#include "http/guarded_site.hpp"
#include "http/headers.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::Role;
using store::Scope;
using test::GuardedSite;
using Session = GuardedSite::Session;

constexpr const char* kTokens = "/api/v1/tokens";

class TokensRoute : public testing::Test {
protected:
    TokensRoute()
        : admin(site.open_session(site.add_account("ann"))),
          viewer(site.open_session(site.add_account("bob", Role::viewer))) {}

    Answer make(const Session& session, std::string body) {
        return site.ask(test::post(std::move(body), session.cookie, session.csrf), kTokens);
    }

    Answer revoke(const Session& session, std::int64_t id) {
        Request request = test::post("", session.cookie, session.csrf);
        request.method = "DELETE";
        return site.ask(request, std::string(kTokens) + '/' + std::to_string(id));
    }

    std::size_t listed(const Session& session) {
        return json::parse(site.get(kTokens, session.cookie).body).at("data").as_array().size();
    }

    GuardedSite site;
    Session admin;
    Session viewer;
};

// L12
TEST_F(TokensRoute, ShowsATokenOnceAndItIsGoodFromThenOn) {
    const Answer made = make(admin, R"({"name":"grafana","scope":"read","days":90})");
    ASSERT_EQ(made.status, 201U) << made.body;
    EXPECT_EQ(field(made, "Cache-Control"), "no-store");
    const json::value data = json::parse(made.body).at("data");
    const std::string token(data.at("token").as_string());
    EXPECT_TRUE(token.starts_with("sp_"));
    EXPECT_EQ(token.size(), 46U);
    EXPECT_EQ(data.at("account"), "ann");
    EXPECT_EQ(data.at("expires"), count(site.now() + std::chrono::days(90)));
    EXPECT_EQ(site.ask(test::with_token(token), "/api/v1/overview").status, 200U);

    const std::string list = site.get(kTokens, admin.cookie).body;
    EXPECT_EQ(list.find(token.substr(3)), std::string::npos);
    EXPECT_EQ(json::parse(list).at("data").at(0).at("name"), "grafana");

    site.pass(std::chrono::days(89));
    EXPECT_EQ(site.ask(test::with_token(token), "/api/v1/overview").status, 200U);
    site.pass(std::chrono::days(1));
    EXPECT_EQ(site.ask(test::with_token(token), "/api/v1/overview").status, 401U);
}

TEST_F(TokensRoute, EndsATokenAtOnce) {
    const json::value data =
        json::parse(make(admin, R"({"name":"a","scope":"admin"})").body).at("data");
    const std::string token(data.at("token").as_string());
    const std::int64_t id = data.at("id").as_int64();
    EXPECT_EQ(data.at("expires"), nullptr);
    EXPECT_EQ(site.ask(test::with_token(token), "/api/v1/overview").status, 200U);
    EXPECT_EQ(revoke(admin, id).status, 200U);
    EXPECT_EQ(site.ask(test::with_token(token), "/api/v1/overview").status, 401U);
    EXPECT_EQ(revoke(admin, id).status, 404U);
    EXPECT_EQ(revoke(admin, 99).status, 404U);
}

// L13: a viewer sees and ends what is its own, and gives no more than it has.
TEST_F(TokensRoute, GivesAViewerNoMoreThanItsOwn) {
    const std::int64_t anns = json::parse(make(admin, R"({"name":"a","scope":"read"})").body)
                                  .at("data")
                                  .at("id")
                                  .as_int64();
    const Answer made = make(viewer, R"({"name":"b","scope":"read"})");
    ASSERT_EQ(made.status, 201U);
    const std::int64_t bobs = json::parse(made.body).at("data").at("id").as_int64();
    EXPECT_EQ(make(viewer, R"({"name":"c","scope":"ingest"})").status, 403U);
    EXPECT_EQ(make(viewer, R"({"name":"c","scope":"admin"})").status, 403U);
    EXPECT_EQ(listed(viewer), 1U);
    EXPECT_EQ(listed(admin), 2U);
    EXPECT_EQ(revoke(viewer, anns).status, 404U) << "as one that is not there";
    EXPECT_EQ(listed(admin), 2U);
    EXPECT_EQ(revoke(viewer, bobs).status, 200U);
    EXPECT_EQ(revoke(admin, anns).status, 200U);
}

TEST_F(TokensRoute, TakesNoChangeFromAPageOfElsewhere) {
    const Session forged{admin.cookie, viewer.csrf};
    EXPECT_EQ(make(forged, R"({"name":"a","scope":"read"})").status, 403U);
    EXPECT_EQ(revoke(forged, 1).status, 403U);
    EXPECT_EQ(listed(admin), 0U);
}

TEST_F(TokensRoute, SaysWhatIsWrongWithARequest) {
    constexpr struct {
        const char* body;
        std::string_view told;
    } table[] = {
        {"{}", "name: is missing"},
        {R"({"name":"a"})", "scope: is missing"},
        {R"({"name":"a b","scope":"read"})", "name: a name has ASCII letters"},
        {R"({"name":"a","scope":"write"})", "scope: is not one of: read, ingest, admin"},
        {R"({"name":"a","scope":"read","days":0})", "days: is no whole number of 1 to 3650"},
        {R"({"name":"a","scope":"read","days":3651})", "days: is no whole number of 1 to 3650"},
        {R"({"name":"a","scope":"read","ends":1})", "ends: no such member here"},
    };
    for (const auto& row : table) {
        const Answer answer = make(admin, row.body);
        EXPECT_EQ(answer.status, 400U) << row.body;
        EXPECT_NE(answer.body.find(row.told), std::string::npos) << answer.body;
    }
    EXPECT_EQ(site.get(std::string(kTokens) + "?limit=1", admin.cookie).status, 400U);
    EXPECT_EQ(site.get(std::string(kTokens) + "/1", admin.cookie).status, 405U);
    EXPECT_EQ(site.get(std::string(kTokens) + "/x", admin.cookie).status, 404U);
}

TEST_F(TokensRoute, MakesTokensForATokenOfAnAdmin) {
    Request request = test::post(R"({"name":"a","scope":"ingest"})");
    request.authorization = "Bearer " + site.add_token(Scope::admin);
    const Answer made = site.ask(request, kTokens);
    ASSERT_EQ(made.status, 201U) << made.body;
    EXPECT_EQ(json::parse(made.body).at("data").at("account"), nullptr);
}

}  // namespace
}  // namespace sendpath::http
