#include "imap/token_endpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using testing::HasSubstr;
using testing::Not;

const TokenRequest kRequest{
    .client_id = "id", .client_secret = "hush hush/1", .refresh_token = "quiet+2", .scope = "mail"};

struct Row {
    const char* name;
    HttpAnswer answer;
    Errc code;
    std::vector<const char*> words;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.answer.body; }
};

class NoToken : public testing::TestWithParam<Row> {};

TEST_P(NoToken, IsToldWithItsReasonAndWhatToDo) {
    const Result<GivenToken> given = read_token(GetParam().answer, kRequest);
    ASSERT_FALSE(given);
    EXPECT_EQ(given.error().code, GetParam().code);
    for (const char* words : GetParam().words) EXPECT_THAT(given.error().detail, HasSubstr(words));
    // I5, even where the provider repeats what it was told.
    for (const char* secret : {"hush hush/1", "hush%20hush%2F1", "quiet+2", "quiet%2B2", "t-1"})
        EXPECT_THAT(given.error().detail, Not(HasSubstr(secret)));
}

std::string error(const char* code, const char* description = "") {
    return R"({"error":")" + std::string(code) + R"(","error_description":")" + description + "\"}";
}

INSTANTIATE_TEST_SUITE_P(
    Imap, NoToken,
    testing::Values(
        Row{"InvalidGrant",
            {400, error("invalid_grant", "Token has been expired or revoked."), ""},
            Errc::bad_syntax,
            {"400", "invalid_grant", "consent", "Token has been expired or revoked."}},
        Row{"InvalidClient",
            {401, error("invalid_client", "AADSTS7000222: expired keys"), ""},
            Errc::bad_syntax,
            {"401", "client_secret", "AADSTS7000222"}},
        Row{"InvalidScope", {400, error("invalid_scope"), ""}, Errc::bad_syntax, {"scope"}},
        Row{"Consent", {400, error("interaction_required"), ""}, Errc::bad_syntax, {"consent"}},
        Row{"Client", {400, error("unauthorized_client"), ""}, Errc::bad_syntax, {"registered"}},
        Row{"Grant", {400, error("unsupported_grant_type"), ""}, Errc::bad_syntax, {"token_url"}},
        Row{"UnknownRefusal", {403, error("our_own_word"), ""}, Errc::bad_syntax, {"our_own_word"}},
        Row{"RefusalWithoutWords", {401, "", ""}, Errc::bad_syntax, {"401"}},
        Row{"RefusalInHtml", {400, "<html>No</html>", ""}, Errc::bad_syntax, {"400"}},
        Row{"SecretsRepeated",
            {400, error("hush hush/1", "no quiet+2 for hush%20hush%2F1, quiet%2B2"), ""},
            Errc::bad_syntax,
            {"no *** for ***, ***"}},
        Row{"NotFound", {404, "", ""}, Errc::bad_syntax, {"404", "token_url"}},
        Row{"Moved", {301, "", ""}, Errc::bad_syntax, {"301", "token_url"}},
        Row{"TooMany", {429, "", "30"}, Errc::io, {"429", "left alone for 30 s"}},
        Row{"TooManyWithADate", {429, "", "Wed, 25 Nov 2026 01:00:00 GMT"}, Errc::io, {"429"}},
        Row{"TooManyForEver", {429, "", "99999999999999999999"}, Errc::io, {"429"}},
        Row{"ServerError", {500, error("invalid_grant"), ""}, Errc::io, {"500"}},
        Row{"BadGateway", {502, "<html>", ""}, Errc::io, {"502"}},
        Row{"ForNow", {400, error("temporarily_unavailable"), ""}, Errc::io, {"unavailable"}},
        Row{"SlowDown", {400, error("slow_down"), ""}, Errc::io, {"slow_down"}},
        Row{"TooSlow", {408, "", ""}, Errc::io, {"408"}},
        Row{"NoContent", {204, "", ""}, Errc::io, {"204"}},
        Row{"Interim", {100, "", ""}, Errc::io, {"100"}},
        Row{"Nothing", {200, "", ""}, Errc::io, {"no access_token"}},
        Row{"Garbage", {200, "\x80\xff{{{", ""}, Errc::io, {"no access_token"}},
        Row{"Html", {200, "<html>Please log in</html>", ""}, Errc::io, {"no access_token"}},
        Row{"List", {200, R"(["t-1"])", ""}, Errc::io, {"no access_token"}},
        Row{"Deep", {200, std::string(10'000, '['), ""}, Errc::io, {"no access_token"}},
        Row{"TwoObjects", {200, R"({"access_token":"t-1"}{})", ""}, Errc::io, {"no access"}},
        Row{"NumberForToken", {200, R"({"access_token":1})", ""}, Errc::io, {"no access_token"}},
        Row{"EmptyToken", {200, R"({"access_token":""})", ""}, Errc::io, {"no access_token"}},
        Row{"TokenWithLineEnd",
            {200, R"({"access_token":"t-1\r\nx"})", ""},
            Errc::io,
            {"no access_token"}},
        Row{"TokenOfAnotherType",
            {200, R"({"access_token":"t-1","token_type":"mac"})", ""},
            Errc::io,
            {"Bearer"}}),
    [](const auto& test) { return test.param.name; });

TEST(TokenEndpoint, GivesATokenWithWhatCameAlong) {
    const Result<GivenToken> given =
        read_token({200,
                    R"({"ext":{"a":[1]},"access_token":"t-1","token_type":"bearer",
                        "expires_in":3599.0,"refresh_token":"r"})",
                    ""},
                   kRequest);
    ASSERT_TRUE(given) << given.error().detail;
    EXPECT_EQ(given->token, "t-1");
    EXPECT_EQ(given->lifetime, std::chrono::seconds(3599));
    EXPECT_EQ(given->refresh_token, "r");
}

TEST(TokenEndpoint, ShowsAProvidersWordsOnOneLineAndNotAllOfThem) {
    const std::string words = error("x", (std::string(5'000, 'a') + "\\r\\n\\u0007").c_str());
    const Result<GivenToken> given = read_token({400, words, ""}, kRequest);
    EXPECT_LT(given.error().detail.size(), 700U);
    EXPECT_THAT(given.error().detail, Not(HasSubstr("\n")));
}

TEST(TokenEndpoint, ReadsEachPartOfAnAnswerWithoutHarm) {
    const std::string whole =
        R"({"access_token":"t-1","token_type":"Bearer","expires_in":3600,"refresh_token":"r"})";
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(read_token({200, whole.substr(0, size), ""}, kRequest)) << size;
}

}  // namespace
}  // namespace sendpath::imap
