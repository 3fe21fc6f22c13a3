#include "imap/oauth.hpp"

#include "token_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace http = boost::beast::http;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kToken = R"({"access_token":"t-1","token_type":"Bearer","expires_in":3600})";

SecretReader saying(std::string words) {
    return [words = std::move(words)] { return Result<std::string>(words); };
}

/// A provider that answers, a grant that fits it, and a clock that a test turns. I4.
class OAuth : public testing::Test {
protected:
    void SetUp() override { server.answers = {answer("200 OK", kToken)}; }

    OAuthGrant grant() const {
        return {.token_url = server.url(),
                .client_id = "id&1",
                .scope = "mail offline_access",
                .client_secret = saying("s+cret"),
                .refresh_token = saying("1//refresh=="),
                .keep_refresh_token = {},
                .ca_file = {}};
    }

    std::unique_ptr<CredentialSource> source_of(OAuthGrant of) {
        return token_by_oauth(std::move(of), [this] { return now; });
    }

    /// `count` questions at once, each with its answer, in words.
    std::vector<std::string> ask(CredentialSource& source, int count = 1) {
        std::vector<std::string> out;
        auto one = [&]() -> asio::awaitable<void> {
            const Result<Credential> got = co_await source.get();
            if (got && !got->is_token) out.emplace_back("a password");
            out.push_back(got ? got->secret : got.error().detail);
            if (!got) code = got.error().code;
            if (out.size() == std::size_t(count)) io.stop();
        };
        for (int i = 0; i < count; ++i) asio::co_spawn(io, one(), asio::detached);
        io.restart();
        io.run_for(20s);
        return out;
    }

    std::vector<std::string> bodies() const {
        std::vector<std::string> out;
        for (const auto& request : server.requests) out.push_back(request.body());
        return out;
    }

    asio::io_context io;
    TokenServer server{io};
    net::Wire::Time now{};
    std::optional<Errc> code;  // of the last error
};

TEST_F(OAuth, AsksByRefreshTokenInTheFormOfTheStandard) {
    const auto source = source_of(grant());
    EXPECT_THAT(ask(*source), ElementsAre("t-1"));
    ASSERT_EQ(server.requests.size(), 1U);
    const auto& request = server.requests[0];
    EXPECT_EQ(request.method(), http::verb::post);
    EXPECT_EQ(request.target(), "/oauth2/token?v=2");
    EXPECT_EQ("http://" + std::string(request[http::field::host]) + "/oauth2/token?v=2",
              server.url());
    EXPECT_EQ(request[http::field::content_type], "application/x-www-form-urlencoded");
    EXPECT_EQ(request.body(),
              "grant_type=refresh_token&client_id=id%261&client_secret=s%2Bcret&refresh_token=1%2F%"
              "2Frefresh%3D%3D&scope=mail%20offline_access");
}

TEST_F(OAuth, AsksInItsOwnNameWithoutARefreshToken) {
    OAuthGrant own = grant();
    own.refresh_token = {};
    own.scope.clear();
    // Such a token has no business in the answer. It is not to be used.
    server.answers = {
        answer("200 OK", R"({"access_token":"t","refresh_token":"odd","expires_in":1})")};
    const auto source = source_of(own);
    EXPECT_THAT(ask(*source), ElementsAre("t"));
    EXPECT_THAT(ask(*source), ElementsAre("t"));
    const std::string body =
        "grant_type=client_credentials&client_id=id%261&client_secret=s%2Bcret";
    EXPECT_THAT(bodies(), ElementsAre(body, body));
}

TEST_F(OAuth, KeepsATokenUntilFiveMinutesBeforeItsEnd) {  // I19
    const auto source = source_of(grant());
    ask(*source);
    server.answers = {answer("200 OK", R"({"access_token":"t-2","expires_in":"3600"})")};
    now += 55min - 1s;
    EXPECT_THAT(ask(*source), ElementsAre("t-1"));
    now += 1s;
    EXPECT_THAT(ask(*source), ElementsAre("t-2"));
    EXPECT_EQ(server.requests.size(), 2U);
    now += 55min - 1s;
    EXPECT_THAT(ask(*source), ElementsAre("t-2")) << "a lifetime may be a text";
    EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(OAuth, AsksEachTimeForATokenOfUnknownOrShortLife) {
    for (const char* lifetime : {"null", "0", "-1", "60", "300", "\"soon\"", "1e-300", "[]"}) {
        server.requests.clear();
        server.answers = {
            answer("200 OK", R"({"access_token":"t","expires_in":)" + std::string(lifetime) + "}")};
        const auto source = source_of(grant());
        EXPECT_THAT(ask(*source), ElementsAre("t")) << lifetime;
        EXPECT_THAT(ask(*source), ElementsAre("t")) << lifetime;
        EXPECT_EQ(server.requests.size(), 2U) << lifetime;
    }
}

TEST_F(OAuth, BelievesNoTokenForLongerThanADay) {
    server.answers = {answer("200 OK", R"({"access_token":"t","expires_in":1e300})")};
    const auto source = source_of(grant());
    ask(*source);
    now += 24h - kRenewBefore - 1s;
    ask(*source);
    EXPECT_EQ(server.requests.size(), 1U);
    now += 1s;
    ask(*source);
    EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(OAuth, UsesANewRefreshTokenAndHasItKept) {
    std::vector<std::string> kept;
    std::string file = "r-1";
    OAuthGrant rotating = grant();
    rotating.refresh_token = [&] { return Result<std::string>(file); };
    rotating.keep_refresh_token = [&](std::string_view newer) -> Result<void> {
        kept.emplace_back(newer);
        if (newer == "r-2") return Error{Errc::io, "a folder that is mounted for reading"};
        file = newer;
        return {};
    };
    server.answers.clear();
    for (const char* newer : {"r-2", "r-3", "r-3", "r-\\n4", "r-5"})
        server.answers.push_back(answer(
            "200 OK", R"({"access_token":"t","refresh_token":")" + std::string(newer) + "\"}"));
    const auto source = source_of(rotating);
    const auto last_sent = [&] {
        ask(*source);
        const std::string body = server.requests.back().body();
        const std::size_t at = body.find("refresh_token=", body.find('&')) + 14;
        return body.substr(at, body.find('&', at) - at);
    };
    EXPECT_EQ(last_sent(), "r-1");
    EXPECT_EQ(last_sent(), "r-2") << "used, though it could not be kept";
    EXPECT_EQ(last_sent(), "r-3");
    EXPECT_EQ(last_sent(), "r-3") << "the same again is no news, and no token has line ends";
    EXPECT_THAT(kept, ElementsAre("r-2", "r-3"));
    file = "r-of-a-new-consent";
    EXPECT_EQ(last_sent(), "r-of-a-new-consent") << "the operator's wins over what came before";
}

TEST_F(OAuth, GivesNoTokenAgainThatTheMailServerRefused) {
    const auto source = source_of(grant());
    EXPECT_TRUE(source->can_renew());
    ask(*source);
    server.answers = {answer("200 OK", R"({"access_token":"t-2","expires_in":3600})")};
    source->refused({.secret = "t-1", .is_token = true});
    EXPECT_THAT(ask(*source), ElementsAre("t-2"));
    // A second connection had the first token, and comes later with its refusal.
    source->refused({.secret = "t-1", .is_token = true});
    EXPECT_THAT(ask(*source), ElementsAre("t-2"));
    EXPECT_EQ(server.requests.size(), 2U);
}

TEST_F(OAuth, AsksOnceForAllConnectionsThatWait) {
    const auto source = source_of(grant());
    EXPECT_THAT(ask(*source, 4), ElementsAre("t-1", "t-1", "t-1", "t-1"));
    EXPECT_EQ(server.requests.size(), 1U);
}

TEST_F(OAuth, FailsOnceForAllConnectionsThatWaitAndAsksAgainForTheNext) {
    server.answers = {answer("503 No", ""), answer("200 OK", kToken)};
    const auto source = source_of(grant());
    const std::vector<std::string> told = ask(*source, 3);
    EXPECT_THAT(told, testing::Each(HasSubstr("503")));
    EXPECT_EQ(server.requests.size(), 1U);
    EXPECT_THAT(ask(*source), ElementsAre("t-1"));
}

TEST_F(OAuth, WithoutItsSecretsAsksNobody) {
    const SecretReader absent = [] {
        return Result<std::string>(Error{Errc::io, "cannot open client.secret"});
    };
    OAuthGrant of = grant();
    of.client_secret = absent;
    EXPECT_THAT(ask(*source_of(of)), ElementsAre(HasSubstr("cannot open client.secret")));
    EXPECT_EQ(code, Errc::missing_field);
    of = grant();
    of.refresh_token = absent;
    ask(*source_of(of));
    EXPECT_EQ(code, Errc::missing_field);
    EXPECT_TRUE(server.requests.empty());
}

TEST_F(OAuth, FollowsNoRedirection) {
    server.answers = {answer("307 Elsewhere", "", "Location: " + server.url() + "\r\n")};
    EXPECT_THAT(ask(*source_of(grant())), ElementsAre(HasSubstr("look at token_url")));
    EXPECT_EQ(code, Errc::bad_syntax);
    EXPECT_EQ(server.requests.size(), 1U);
}

TEST_F(OAuth, GivesUpAProviderThatSaysNothing) {
    server.says_nothing = true;
    OAuthGrant hasty = grant();
    hasty.time = 50ms;
    EXPECT_THAT(ask(*source_of(hasty)), ElementsAre(HasSubstr(server.url())));
    EXPECT_EQ(code, Errc::timeout);
}

TEST_F(OAuth, TellsOfAProviderThatCannotBeReached) {
    asio::ip::tcp::acceptor closed(io, {asio::ip::make_address("127.0.0.1"), 0});
    OAuthGrant of = grant();
    of.token_url = "http://127.0.0.1:" + std::to_string(closed.local_endpoint().port()) + "/";
    closed.close();
    EXPECT_THAT(ask(*source_of(of)), ElementsAre(HasSubstr(of.token_url)));
    EXPECT_EQ(code, Errc::io);
}

/// T10, for this wire: an answer that breaks off, wherever it does, gives no token.
TEST_F(OAuth, TakesNoAnswerThatBreaksOff) {
    const std::string whole = answer("200 OK", kToken);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        server.answers = {whole.substr(0, size)};
        code.reset();
        ask(*source_of(grant()));
        ASSERT_EQ(code, Errc::io) << size << " octets";
    }
}

class OAuthOverTls : public OAuth {
protected:
    OAuthGrant grant_to(const std::string& host) const {
        OAuthGrant of = grant();
        of.token_url = provider.url(host);
        return of;
    }

    test::Certificate certificate{30, "IP:127.0.0.1"};
    TokenServer provider{io, &certificate};
};

TEST_F(OAuthOverTls, AsksAProviderThatItKnows) {
    provider.answers = server.answers;
    OAuthGrant of = grant_to("127.0.0.1");
    of.ca_file = certificate.file();
    EXPECT_THAT(ask(*source_of(of)), ElementsAre("t-1"));
    EXPECT_EQ(provider.requests.size(), 1U);
}

TEST_F(OAuthOverTls, SendsNoSecretToAStranger) {
    provider.answers = server.answers;
    OAuthGrant unknown = grant_to("127.0.0.1");
    EXPECT_THAT(ask(*source_of(unknown)), ElementsAre(HasSubstr("certificate")));
    EXPECT_EQ(code, Errc::io);
    OAuthGrant misnamed = grant_to("localhost");
    misnamed.ca_file = certificate.file();
    EXPECT_THAT(ask(*source_of(misnamed)), ElementsAre(HasSubstr("certificate")));
    EXPECT_TRUE(provider.requests.empty());
}

TEST_F(OAuthOverTls, SendsNoSecretToWhoAnswersInClear) {
    OAuthGrant of = grant();
    of.token_url.replace(0, 4, "https");
    ask(*source_of(of));
    EXPECT_EQ(code, Errc::io);
    EXPECT_TRUE(server.requests.empty());
}

}  // namespace
}  // namespace sendpath::imap
