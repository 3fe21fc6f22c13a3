#include "http/mailbox_tests.hpp"

#include "http/guarded_site.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;

constexpr const char* kBody =
    R"({"host":"imap.example.com","user":"dmarc@example.com","password":"pa ss\"w"})";

class MailboxTestRoute : public testing::Test {
protected:
    MailboxTestRoute() {
        store.services().writer = &store.writer();
        store.services().mailbox_tests = &tests;
    }
    Answer post(std::string body) {
        return store.ask(test::post(std::move(body)), "/api/v1/mailboxes/test");
    }

    test::SampleStore store;
    std::vector<MailboxToTry> tried;
    MailboxTried outcome{.server = "imaps://imap.example.com:993",
                         .steps = {{"look_up", "it is there"}},
                         .reason = {},
                         .advice = {}};
    MailboxTests tests{[this](MailboxToTry mailbox) -> boost::asio::awaitable<MailboxTried> {
        tried.push_back(std::move(mailbox));
        co_return outcome;
    }};
};

TEST_F(MailboxTestRoute, U7_TellsEachStepThatWasDone) {
    const Answer answer = post(kBody);
    ASSERT_EQ(answer.status, 200U) << answer.body;
    const json::value data = json::parse(answer.body).at("data");
    EXPECT_EQ(data.at("ok"), true);
    EXPECT_EQ(data.at("server"), "imaps://imap.example.com:993");
    EXPECT_EQ(data.at("steps").as_array().size(), 1U);
    EXPECT_EQ(data.at("steps").at(0).at("state"), "done");
    EXPECT_TRUE(data.at("reason").is_null());
    ASSERT_EQ(tried.size(), 1U);
    EXPECT_EQ(tried[0].host, "imap.example.com");
    EXPECT_EQ(tried[0].password, "pa ss\"w");
    EXPECT_FALSE(tried[0].port || tried[0].start_tls);
}

TEST_F(MailboxTestRoute, U7_TellsTheOneThatFailedLast) {
    outcome.failed = {"login", "no: wrong password"};
    outcome.reason = "login_refused";
    outcome.advice = "Check it.";
    const Answer answer = post(kBody);
    const json::value data = json::parse(answer.body).at("data");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(data.at("ok"), false);
    EXPECT_EQ(data.at("steps").at(1).at("step"), "login");
    EXPECT_EQ(data.at("steps").at(1).at("state"), "failed");
    EXPECT_EQ(data.at("reason"), "login_refused");
}

TEST_F(MailboxTestRoute, U7_NamesTheMemberThatMakesNoSense) {
    const std::pair<std::string, const char*> table[] = {
        {"{}", "host"},
        {R"({"host":"a"})", "user"},
        {R"({"host":"a","user":"u"})", "password"},
        {R"({"host":"a","user":"u","password":"p","port":0})", "port"},
        {R"({"host":"a","user":"u","password":"p","port":65536})", "port"},
        {R"({"host":"a","user":"u","password":"p","tls":"none"})", "tls"},
        {R"({"host":"a","user":"u\n","password":"p"})", "user"},
        {R"({"host":"a","user":"u","password":"p\r\n"})", "password"},
        {R"({"host":"a","user":"u","password":")" + std::string(4'097, 'p') + R"("})", "password"},
        {R"({"host":"a","user":"u","password":"p","ca_file":"/etc/passwd"})", "ca_file"},
        {R"({"name":"reports","host":"a"})", "name"},
        {R"({"name":"reports","tls":"implicit"})", "name"}};
    for (const auto& [body, parameter] : table) {
        const Answer answer = post(body);
        EXPECT_EQ(answer.status, 400U) << body;
        EXPECT_EQ(json::parse(answer.body).at("parameter"), parameter) << body;
    }
    EXPECT_TRUE(tried.empty());
    outcome.bad = BadParameter{"name", "there is none"};
    EXPECT_EQ(json::parse(post(R"({"name":"x"})").body).at("parameter"), "name");
}

TEST_F(MailboxTestRoute, U7_MayBeDoneSoManyTimesAMinute) {
    for (std::uint64_t i = 0; i < MailboxTests::kPerMinute; ++i)
        EXPECT_EQ(post(kBody).status, 200U);
    EXPECT_EQ(post(kBody).status, 429U);
    EXPECT_EQ(tried.size(), MailboxTests::kPerMinute);
}

// A viewer or a token to read may not have this program call anybody.
TEST(MailboxTestAccess, U7_IsForAdmins) {
    test::GuardedSite site;
    const auto viewer = site.open_session(site.add_account("bob", store::Role::viewer));
    const auto target = std::string("/api/v1/mailboxes/test");
    EXPECT_EQ(site.ask(test::post(kBody, viewer.cookie, viewer.csrf), target).status, 403U);
    Request request = test::with_token(site.add_token(store::Scope::ingest), "POST");
    EXPECT_EQ(site.ask(std::move(request), target).status, 403U);
    EXPECT_EQ(site.ask(test::post(kBody), target).status, 401U);
}

}  // namespace
}  // namespace sendpath::http
