#include "imap/login.hpp"

#include "base/base64.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using namespace std::string_literals;

const Identity kPassword{.user = "me", .secret = "hunter2"};
const Identity kToken{
    .user = "a=b,c", .secret = "ya29.x", .is_token = true, .host = "imap.example", .port = 143};

std::string proof(LoginWay way, const Identity& identity) {
    return *decode_base64(*initial_response(way, identity), Base64::plain);
}

TEST(Login, ProvesWhoWeAre) {  // I4
    EXPECT_EQ(proof(LoginWay::plain, kPassword), "\0me\0hunter2"s);
    EXPECT_EQ(proof(LoginWay::xoauth2, kToken), "user=a=b,c\1auth=Bearer ya29.x\1\1");
    EXPECT_EQ(proof(LoginWay::oauthbearer, kToken),
              "n,a=a=3Db=2Cc,\1host=imap.example\1port=143\1auth=Bearer ya29.x\1\1");
}

TEST(Login, HasNoWayToSmuggleAField) {
    for (const std::string& octets : {"a\1b"s, "a\0b"s, "a\nb"s, "a\rb"s}) {
        for (const LoginWay way : {LoginWay::plain, LoginWay::xoauth2, LoginWay::oauthbearer}) {
            EXPECT_FALSE(initial_response(way, {.user = octets, .secret = "s"}));
            EXPECT_FALSE(initial_response(way, {.user = "u", .secret = octets}));
        }
    }
}

struct Way {
    const char* capabilities;
    bool with_token;
    std::optional<LoginWay> expected;
};

class WayOf : public testing::TestWithParam<Way> {};

// I3: a password never goes where LOGINDISABLED stands; I4: the way the server offers.
TEST_P(WayOf, IsChosenFromWhatIsOffered) {
    EXPECT_EQ(way_to_log_in(Capabilities::of(GetParam().capabilities), GetParam().with_token),
              GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, WayOf,
    testing::Values(Way{"IMAP4rev1 AUTH=PLAIN", false, LoginWay::plain},
                    Way{"IMAP4rev1", false, LoginWay::login},
                    Way{"IMAP4rev1 AUTH=CRAM-MD5", false, LoginWay::login},
                    Way{"IMAP4rev1 LOGINDISABLED", false, std::nullopt},
                    Way{"IMAP4rev1 AUTH=PLAIN LOGINDISABLED", false, std::nullopt},
                    Way{"IMAP4rev1 AUTH=XOAUTH2 AUTH=OAUTHBEARER", true, LoginWay::xoauth2},
                    Way{"IMAP4rev1 AUTH=OAUTHBEARER LOGINDISABLED", true, LoginWay::oauthbearer},
                    Way{"IMAP4rev1 AUTH=PLAIN", true, std::nullopt},
                    Way{"IMAP4rev1 AUTH=XOAUTH2", false, LoginWay::login}));

struct Exchange {
    const char* name;
    LoginWay way;
    const Identity* identity;
    const char* capabilities;
    std::vector<std::string> sent;  ///< the opening, then an answer to each challenge; "" is none
};

/// {"status":"401"}
constexpr std::string_view kChallenge = "eyJzdGF0dXMiOiI0MDEifQ==";

class ExchangeOf : public testing::TestWithParam<Exchange> {};

// I4: after a proof that was not taken the server says why and waits; who does not answer hangs.
TEST_P(ExchangeOf, AnswersEachChallengeAndEnds) {
    const Exchange& row = GetParam();
    Result<LoginExchange> login =
        LoginExchange::begin(row.way, *row.identity, "S1", Capabilities::of(row.capabilities));
    ASSERT_TRUE(login);
    EXPECT_EQ(login->tag(), "S1");
    EXPECT_EQ(login->opening(), row.sent.front());
    for (std::size_t i = 1; i < row.sent.size(); ++i)
        EXPECT_EQ(*login->answer(kChallenge), row.sent[i]);
    EXPECT_FALSE(login->answer(kChallenge));
    EXPECT_EQ(login->shown().find(row.identity->secret), std::string::npos);  // I5
}

const Identity kQuoted{.user = "me", .secret = "a\"b\\c"};
const Identity kShort{.user = "u", .secret = "t", .is_token = true, .host = "h", .port = 1};

INSTANTIATE_TEST_SUITE_P(
    Imap, ExchangeOf,
    testing::Values(
        Exchange{"PlainAtOnce",
                 LoginWay::plain,
                 &kPassword,
                 "SASL-IR",
                 {"S1 AUTHENTICATE PLAIN AG1lAGh1bnRlcjI=\r\n", "*\r\n"}},
        Exchange{"PlainWhenAsked",
                 LoginWay::plain,
                 &kPassword,
                 "",
                 {"S1 AUTHENTICATE PLAIN\r\n", "AG1lAGh1bnRlcjI=\r\n", "*\r\n"}},
        Exchange{"Login", LoginWay::login, &kPassword, "", {"S1 LOGIN \"me\" \"hunter2\"\r\n"}},
        Exchange{"LoginWithALiteral",
                 LoginWay::login,
                 &kQuoted,
                 "",
                 {"S1 LOGIN \"me\" {5}\r\n", "a\"b\\c\r\n"}},
        Exchange{"LoginWithALiteralUnasked",
                 LoginWay::login,
                 &kQuoted,
                 "LITERAL+",
                 {"S1 LOGIN \"me\" {5+}\r\na\"b\\c\r\n"}},
        Exchange{"XOAuth2",
                 LoginWay::xoauth2,
                 &kShort,
                 "SASL-IR",
                 {"S1 AUTHENTICATE XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHQBAQ==\r\n", "\r\n"}},
        Exchange{"XOAuth2WhenAsked",
                 LoginWay::xoauth2,
                 &kShort,
                 "",
                 {"S1 AUTHENTICATE XOAUTH2\r\n", "dXNlcj11AWF1dGg9QmVhcmVyIHQBAQ==\r\n", "\r\n"}},
        Exchange{"OAuthBearer",
                 LoginWay::oauthbearer,
                 &kShort,
                 "SASL-IR",
                 {"S1 AUTHENTICATE OAUTHBEARER "
                  "bixhPXUsAWhvc3Q9aAFwb3J0PTEBYXV0aD1CZWFyZXIgdAEB\r\n",
                  "AQ==\r\n"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(LoginExchange, KeepsTheReasonOfTheServer) {  // I4
    Result<LoginExchange> login =
        LoginExchange::begin(LoginWay::xoauth2, kShort, "S1", Capabilities::of("SASL-IR"));
    EXPECT_TRUE(login->answer(kChallenge));
    EXPECT_EQ(login->reason(), "{\"status\":\"401\"}");

    login = LoginExchange::begin(LoginWay::xoauth2, kShort, "S1", Capabilities::of("SASL-IR"));
    EXPECT_TRUE(login->answer("no base64"));
    EXPECT_EQ(login->reason(), "");

    login = LoginExchange::begin(LoginWay::oauthbearer, kShort, "S1", Capabilities::of("SASL-IR"));
    EXPECT_TRUE(login->answer(encode_base64(std::string(1'000, '\xff'), Base64::plain)));
    EXPECT_EQ(login->reason(), std::string(500, '?'));
}

TEST(LoginExchange, IsRefusedWhereItCannotBeWritten) {
    EXPECT_FALSE(LoginExchange::begin(LoginWay::login, {.user = "u", .secret = "a\0b"s}, "S1", {}));
    EXPECT_FALSE(LoginExchange::begin(LoginWay::plain, {.user = "u", .secret = "a\0b"s}, "S1", {}));
}

}  // namespace
}  // namespace sendpath::imap
