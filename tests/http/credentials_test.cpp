#include "http/credentials.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

TEST(Credentials, AreReadFromTheirFields) {
    EXPECT_EQ(bearer_token("Bearer sp_a"), "sp_a");
    EXPECT_EQ(bearer_token("bearer  sp_a "), "sp_a");
    EXPECT_EQ(bearer_token("Bearer "), "");
    for (const char* field : {"", "Bearer", "Basic YTpi", "Bearers a", "sp_a"})
        EXPECT_EQ(bearer_token(field), std::nullopt) << field;

    EXPECT_EQ(cookie("__Host-sendpath=a", kSessionCookie), "a");
    EXPECT_EQ(cookie("x=1; __Host-sendpath=a=b ; __Host-sendpath=c", kSessionCookie), "a=b");
    EXPECT_EQ(cookie("__Host-sendpath=", kSessionCookie), "");
    for (const char* field : {"", ";", "__Host-sendpath", "Host-sendpath=a", "__host-sendpath=a",
                              "x__Host-sendpath=a", "x=__Host-sendpath=a"})
        EXPECT_EQ(cookie(field, kSessionCookie), std::nullopt) << field;
}

// L4: for this host alone, over TLS alone, for no script, and never along with a request from
// elsewhere.
TEST(Credentials, OfASessionAreACookieThatGoesNowhereElse) {
    EXPECT_EQ(session_cookie("abc"),
              "__Host-sendpath=abc; Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Strict");
    EXPECT_EQ(session_cookie(""),
              "__Host-sendpath=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
}

}  // namespace
}  // namespace sendpath::http
