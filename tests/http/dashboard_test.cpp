#include "http/dashboard.hpp"

#include "http/headers.hpp"
#include "http/raw_answer.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

constexpr EmbeddedFile kFiles[] = {
    {"index.html", R"(<head><base href="/" /></head>)"},
    {"assets/app-1a2b.js", "plain script"},
    {"assets/app-1a2b.js.gz", "gzip script"},
    {"assets/app-1a2b.js.br", "brotli script"},
    {"assets/icon-3c.svg", "<svg/>"},
    {"robots.txt", "none"},
};

Answer get(std::string_view path, std::string_view accept_encoding = {},
           std::string_view if_none_match = {}) {
    Request request;
    request.path = path;
    request.accept_encoding = accept_encoding;
    request.if_none_match = if_none_match;
    return Dashboard(kFiles, "/dmarc/").answer(request);
}

TEST(Dashboard, KeepsHashedFilesForGoodAndThePageNever) {
    EXPECT_EQ(field(get("/assets/app-1a2b.js"), "Cache-Control"),
              "public, max-age=31536000, immutable");
    EXPECT_EQ(field(get("/"), "Cache-Control"), "no-cache");
    EXPECT_EQ(field(get("/robots.txt"), "Cache-Control"), "no-cache");
}

TEST(Dashboard, SendsTheSmallestFormTheClientTakes) {
    EXPECT_EQ(get("/assets/app-1a2b.js").body, "plain script");
    EXPECT_EQ(get("/assets/app-1a2b.js", "gzip").body, "gzip script");
    EXPECT_EQ(get("/assets/app-1a2b.js", "gzip, br").body, "brotli script");
    EXPECT_EQ(get("/assets/app-1a2b.js", "gzip, br;q=0").body, "gzip script");
    EXPECT_EQ(field(get("/assets/app-1a2b.js", "br"), "Content-Encoding"), "br");
    EXPECT_EQ(field(get("/assets/app-1a2b.js"), "Vary"), "Accept-Encoding");
    EXPECT_EQ(get("/assets/app-1a2b.js").type, "text/javascript; charset=utf-8");
    EXPECT_EQ(get("/assets/icon-3c.svg", "gzip, br").body, "<svg/>");
}

TEST(Dashboard, WritesItsBaseIntoThePage) {
    EXPECT_EQ(get("/").body, R"(<head><base href="/dmarc/"></head>)");
    EXPECT_EQ(get("/index.html").body, get("/paths/a.b").body);
    EXPECT_EQ(get("/").type, "text/html; charset=utf-8");
}

TEST(Dashboard, KnowsWhatTheClientHas) {
    const std::string etag(field(get("/"), "ETag"));
    EXPECT_EQ(get("/", {}, etag).status, 304U);
    EXPECT_TRUE(get("/", {}, etag).body.empty());
    EXPECT_EQ(get("/robots.txt", {}, etag).status, 200U);
}

TEST(Dashboard, HasNoFileThatWasBuiltAwayNorAnyOther) {
    EXPECT_EQ(get("/assets/app-0000.js").status, 404U);
    EXPECT_EQ(get("/assets/../index.html").status, 404U);
    EXPECT_EQ(get("/../../etc/passwd").body, get("/").body);
}

TEST(Attachment, HasANameThatIsSafeEverywhere) {
    const std::pair<std::string, std::string> table[] = {
        {"report.xml.gz", "report.xml.gz"},
        {"../../etc/passwd", "etc_passwd"},
        {"a b\"c\r\nX: y", "a_b_c_X_y"},
        {".hidden", "hidden"},
        {"a..b", "a.b"},
        {"\xe5\xa0\xb1", "else.eml"},
        {"", "else.eml"},
        {"...", "else.eml"},
        {std::string(100, 'a'), std::string(100, 'a')},
        {std::string(101, 'a'), std::string(100, 'a')},
    };
    for (const auto& [name, safe] : table)
        EXPECT_EQ(attachment(name, "else.eml"), "attachment; filename=\"" + safe + '"');
}

}  // namespace
}  // namespace sendpath::http
