#include "base/password.hpp"
#include "base/secret_text.hpp"
#include "http/counted_scrypt.hpp"
#include "http/guarded_site.hpp"
#include "http/headers.hpp"
#include "store/connection.hpp"
#include "store/statement.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

using namespace std::chrono_literals;
using test::GuardedSite;
using test::kPassword;

class Login : public testing::Test {
protected:
    Login() { ann = site.add_account("ann"); }

    std::int64_t number(const char* sql) {
        std::int64_t found = -1;
        const auto db = store::open_for_reading(site.store.path());
        EXPECT_TRUE(store::each_row(**db, sql,
                                    [&](const store::Statement& row) { found = row.integer(0); }));
        return found;
    }

    GuardedSite site;
    std::int64_t ann = 0;
};

/// "name=value" of a Set-Cookie field.
std::string cookie_of(const Answer& answer) {
    const std::string set(field(answer, "Set-Cookie"));
    return set.substr(0, set.find(';'));
}

// L4
TEST_F(Login, BeginsASessionThatTheCookieAndTheTextStandFor) {
    const Answer answer = site.log_in("Ann", kPassword);
    ASSERT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(field(answer, "Cache-Control"), "no-store");
    const auto data = boost::json::parse(answer.body).at("data");
    EXPECT_EQ(data.at("account"), "ann");
    EXPECT_EQ(data.at("role"), "admin");
    EXPECT_EQ(data.at("open"), false);
    const std::string csrf(data.at("csrf").as_string());
    EXPECT_EQ(csrf.size(), 43U);
    const std::string cookie = cookie_of(answer);
    EXPECT_EQ(cookie.size(), std::string_view("__Host-sendpath=").size() + 43);
    EXPECT_EQ(cookie.find(csrf), std::string::npos);

    const Answer me = site.get("/api/v1/me", cookie);
    EXPECT_EQ(me.body, answer.body);
    EXPECT_EQ(site.ask(test::post("{}", cookie, csrf), "/api/v1/reports").status, 405U);
    EXPECT_EQ(number("SELECT length(digest) FROM session"), 32) << "of the cookie nothing else";
}

TEST_F(Login, EndsWithItsLogout) {
    const Answer in = site.log_in("ann", kPassword);
    const std::string cookie = cookie_of(in);
    const std::string csrf(boost::json::parse(in.body).at("data").at("csrf").as_string());
    EXPECT_EQ(site.ask(test::post("{}", cookie), "/api/v1/logout").status, 403U);
    EXPECT_EQ(site.get("/api/v1/me", cookie).status, 200U);
    const Answer out = site.ask(test::post("{}", cookie, csrf), "/api/v1/logout");
    EXPECT_EQ(out.status, 200U);
    EXPECT_EQ(cookie_of(out), "__Host-sendpath=");
    EXPECT_EQ(site.get("/api/v1/me", cookie).status, 401U);
    EXPECT_EQ(site.ask(test::post("{}", cookie, csrf), "/api/v1/logout").status, 401U);
    Request by_token = test::with_token(site.add_token(store::Scope::admin), "POST");
    EXPECT_EQ(site.ask(by_token, "/api/v1/logout").status, 403U);
}

TEST_F(Login, EndsTheSessionItBeganIn) {
    const std::string first = cookie_of(site.log_in("ann", kPassword));
    Request request;
    request.cookie = first;
    const std::string second = cookie_of(site.log_in("ann", kPassword, request));
    EXPECT_EQ(site.get("/api/v1/me", first).status, 401U);
    EXPECT_EQ(site.get("/api/v1/me", second).status, 200U);
}

// L2: who guesses learns neither which names there are nor how near a guess was.
TEST_F(Login, AnswersAnUnknownNameAsAWrongPassword) {
    const Answer wrong = site.log_in("ann", "correct horse batterz");
    EXPECT_EQ(wrong.status, 401U);
    const std::string longest(1'025, 'a');
    const std::pair<std::string_view, std::string_view> table[] = {
        {"eve", kPassword}, {"", kPassword}, {"ann", ""}, {"not a name!", "x"}, {"bob", longest},
    };
    for (const auto& [name, password] : table) {
        const Answer other = site.log_in(name, password);
        EXPECT_EQ(other.status, 401U) << name;
        EXPECT_EQ(other.body, wrong.body) << name;
        ASSERT_EQ(other.fields.size(), wrong.fields.size());
        for (std::size_t i = 0; i < other.fields.size(); ++i) {
            EXPECT_EQ(other.fields[i].name, wrong.fields[i].name);
            if (other.fields[i].name != std::string_view("X-Request-Id"))
                EXPECT_EQ(other.fields[i].value, wrong.fields[i].value);
        }
        site.pass(5min);
    }
    EXPECT_EQ(number("SELECT count(*) FROM session"), 0);
}

// L2: nor does the time an answer takes tell. All of it that counts is scrypt's, so its calls are
// counted, and what each depends on is compared.
TEST_F(Login, CostsOneScryptOfTheUsualPriceWhateverIsWrong) {
    ASSERT_TRUE(site.store.writer().write([&](store::Ledger& ledger) {
        ledger.accounts().set_password(model::AccountName::parse("ann").value(),
                                       stored_password(kPassword));
    }));
    const std::string longest(kPasswordMax + 1, 'a');
    const std::pair<std::string_view, std::string_view> table[] = {
        {"ann", kPassword},
        {"ann", "correct horse batterz"},
        {"eve", "correct horse batterz"},
        {"not a name!", kPassword},
        {"ann", ""},
        {"eve", ""},
        {"ann", longest},
        {"eve", longest},
    };
    const ScryptCost usual;
    for (const auto& [name, password] : table) {
        (void)test::scrypt_calls();
        (void)site.log_in(name, password);
        const test::ScryptCall once{.password = std::min(password.size(), kPasswordMax),
                                    .salt = random_secret().size(),
                                    .n = 1ULL << usual.log_n,
                                    .r = usual.r,
                                    .p = usual.p};
        EXPECT_EQ(test::scrypt_calls(), std::vector{once}) << name << ' ' << password.size();
        site.pass(5min);
    }
}

TEST_F(Login, DoesNotTakeALongerPasswordThatBeginsRight) {
    std::string longest(1'024, 'a');
    ASSERT_TRUE(site.store.writer().write([&](store::Ledger& ledger) {
        ledger.accounts().set_password(model::AccountName::parse("ann").value(),
                                       stored_password(longest, {.log_n = 4, .r = 1, .p = 1}));
    }));
    EXPECT_EQ(site.log_in("ann", longest + "b").status, 401U);
    EXPECT_EQ(site.log_in("ann", longest).status, 200U);
}

// L3
TEST_F(Login, IsSlowedForTheNameWhereverItIsTriedFrom) {
    const auto from = [](int i) {
        Request request;
        request.client = *model::IpAddress::parse("192.0.2." + std::to_string(i));
        return request;
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(site.log_in("ann", "wrong", from(i)).status, 401U);
    const Answer late = site.log_in("ann", kPassword, from(9));
    EXPECT_EQ(late.status, 429U) << "also the right one waits";
    EXPECT_EQ(field(late, "Retry-After"), "1");
    EXPECT_EQ(site.log_in("ANN", kPassword, from(9)).status, 429U);
    site.add_account("bob");
    EXPECT_EQ(site.log_in("bob", kPassword, from(9)).status, 200U);
    site.pass(1s);
    EXPECT_EQ(site.log_in("ann", kPassword, from(9)).status, 200U);
    EXPECT_EQ(site.log_in("ann", "wrong", from(9)).status, 401U) << "it begins anew";
}

// L3
TEST_F(Login, IsSlowedForTheAddressWhateverNameItTries) {
    Request request;
    request.client = *model::IpAddress::parse("192.0.2.1");
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(site.log_in("eve" + std::to_string(i), "wrong", request).status, 401U);
    EXPECT_EQ(site.log_in("ann", kPassword, request).status, 429U);
    EXPECT_EQ(site.log_in("ann", kPassword).status, 200U) << "from elsewhere";
}

TEST_F(Login, IsAPostOfJsonFromOurOwnPages) {
    Request request = test::post(R"({"name":"ann","password":"x"})");
    request.content_type = "text/plain";
    EXPECT_EQ(site.ask(request, "/api/v1/login").status, 415U);
    EXPECT_EQ(site.ask(test::post("{}"), "/api/v1/login").status, 400U);
    EXPECT_EQ(
        site.ask(test::post(R"({"name":"ann","password":"x","more":1})"), "/api/v1/login").status,
        400U);
    EXPECT_EQ(site.get("/api/v1/login").status, 405U);
    EXPECT_EQ(field(site.get("/api/v1/login"), "Allow"), "POST");
    Request elsewhere;
    elsewhere.host = "here.example";
    elsewhere.origin = "https://elsewhere.example";
    EXPECT_EQ(site.log_in("ann", kPassword, elsewhere).status, 403U);
}

}  // namespace
}  // namespace sendpath::http
