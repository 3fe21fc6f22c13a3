#include "http/caller.hpp"

#include "http/headers.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

using By = Caller::By;
using store::Role;
using store::Scope;

TEST(Need, FollowsFromMethodAndPath) {
    constexpr struct {
        std::string_view method;
        std::string_view path;
        Need need;
    } table[] = {
        {"GET", "/api/v1/overview", Need::read},
        {"HEAD", "/api/v1/reports", Need::read},
        {"GET", "/api/v1/reports", Need::read},
        {"GET", "/api/v1/me", Need::read},
        {"GET", "/metrics", Need::read},
        {"POST", "/api/v1/reports", Need::ingest},
        {"PUT", "/api/v1/reports", Need::admin},
        {"POST", "/api/v1/reports/1", Need::admin},
        {"POST", "/api/v1/mailboxes/1/poll", Need::admin},
        {"DELETE", "/api/v1/overview", Need::admin},
        {"POST", "/api/v1/nothing", Need::admin},
        {"GET", "/api/v1/tokens", Need::own},
        {"POST", "/api/v1/tokens", Need::own},
        {"DELETE", "/api/v1/tokens/1", Need::own},
        {"POST", "/api/v1/logout", Need::own},
        {"DELETE", "/api/v1/tokensx", Need::admin},
    };
    for (const auto& row : table)
        EXPECT_EQ(need_of(row.method, row.path), row.need) << row.method << ' ' << row.path;
}

// L7: a token does what its scope says and nothing else; a viewer changes nothing.
TEST(Caller, MayDoWhatItIsThereFor) {
    constexpr struct {
        By by;
        Role role;
        Scope scope;
        bool read;
        bool ingest;
        bool admin;
        bool own;
    } table[] = {
        {By::nobody, Role::admin, Scope::admin, false, false, false, false},
        {By::trial, {}, {}, true, true, true, true},
        {By::session, Role::admin, {}, true, true, true, true},
        {By::session, Role::viewer, {}, true, false, false, true},
        {By::session, {}, Scope::admin, true, false, false, true},
        {By::token, {}, Scope::read, true, false, false, false},
        {By::token, {}, Scope::ingest, false, true, false, false},
        {By::token, {}, Scope::admin, true, true, true, true},
        {By::token, Role::admin, {}, false, false, false, false},
    };
    for (const auto& row : table) {
        const Caller caller{
            .by = row.by, .name = {}, .role = row.role, .csrf = {}, .scope = row.scope};
        SCOPED_TRACE(&row - table);
        EXPECT_EQ(may(caller, Need::read), row.read);
        EXPECT_EQ(may(caller, Need::ingest), row.ingest);
        EXPECT_EQ(may(caller, Need::admin), row.admin);
        EXPECT_EQ(may(caller, Need::own), row.own);
    }
}

TEST(Caller, ThatIsNobodyIsAskedToShowWhoItIs) {
    const Answer answer = refusal({.name = {}, .csrf = {}}, Need::read, {}).value();
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(field(answer, "WWW-Authenticate"), R"(Bearer realm="sendpath")");
    const Answer bad = refusal({.bad_token = true, .name = {}, .csrf = {}}, Need::read, {}).value();
    EXPECT_EQ(bad.status, 401U);
    EXPECT_EQ(field(bad, "WWW-Authenticate"), R"(Bearer realm="sendpath", error="invalid_token")");
}

// L6: only pages of ours know the text that goes with a change.
TEST(Caller, ByItsCookieSendsTheTextOfItsPagesWithEachChange) {
    const Caller session{.by = By::session, .name = "ann", .role = Role::admin, .csrf = "text"};
    const Caller token{.by = By::token, .name = {}, .csrf = {}, .scope = Scope::admin};
    for (const char* method : {"POST", "DELETE", "PUT", "PATCH", "post", "get"}) {
        Request request;
        request.method = method;
        EXPECT_EQ(refusal(session, Need::admin, request)->status, 403U) << method;
        EXPECT_FALSE(refusal(token, Need::admin, request)) << method;
        for (const char* wrong : {"tex", "textx", "Text"}) {
            request.csrf = wrong;
            EXPECT_EQ(refusal(session, Need::admin, request)->status, 403U) << wrong;
        }
        request.csrf = "text";
        EXPECT_FALSE(refusal(session, Need::admin, request)) << method;
    }
    EXPECT_FALSE(refusal(session, Need::read, {}));
}

}  // namespace
}  // namespace sendpath::http
