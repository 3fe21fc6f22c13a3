#include "http/request.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

TEST(Target, IsReadBelowTheBasePath) {
    struct {
        std::string_view target;
        std::string_view base;
        std::string_view path;  ///< empty: refused
    } const table[] = {
        {"/", "/", "/"},
        {"/api/v1/overview?domain=a", "/", "/api/v1/overview"},
        {"/dmarc/api/v1/overview", "/dmarc/", "/api/v1/overview"},
        {"/dmarc/", "/dmarc/", "/"},
        {"/dmarc", "/dmarc/", ""},
        {"/other/", "/dmarc/", ""},
        {"/dmarcx/", "/dmarc/", ""},
        {"/a%20b", "/", "/a b"},
        {"/a%0ab", "/", ""},
        {"/a%00b", "/", ""},
        {"/%zz", "/", ""},
        {"http://elsewhere.example/", "/", ""},
        {"*", "/", ""},
        {"", "/", ""},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.target);
        Request request;
        const Result<void> read = read_target(row.target, row.base, request);
        EXPECT_EQ(bool(read), !row.path.empty());
        EXPECT_EQ(request.path, row.path);
    }
}

TEST(AcceptEncoding, IsReadWithItsWeights) {
    EXPECT_TRUE(accepts_coding("gzip", "gzip"));
    EXPECT_TRUE(accepts_coding("deflate, GZIP ;q=0.5", "gzip"));
    EXPECT_TRUE(accepts_coding("br;q=1.0, gzip;q=0.01", "gzip"));
    EXPECT_FALSE(accepts_coding("", "gzip"));
    EXPECT_FALSE(accepts_coding("gzip;q=0", "gzip"));
    EXPECT_FALSE(accepts_coding("gzip; q=0.000", "gzip"));
    EXPECT_FALSE(accepts_coding("x-gzip, br", "gzip"));
}

TEST(IfNoneMatch, NamesTheTagWeaklyOrNot) {
    EXPECT_TRUE(names_etag("W/\"1\"", "W/\"1\""));
    EXPECT_TRUE(names_etag("\"1\"", "W/\"1\""));
    EXPECT_TRUE(names_etag("\"0\", W/\"1\"", "W/\"1\""));
    EXPECT_TRUE(names_etag("*", "W/\"1\""));
    EXPECT_FALSE(names_etag("\"11\"", "W/\"1\""));
    EXPECT_FALSE(names_etag("", "W/\"1\""));
}

TEST(CrossOrigin, IsWhatABrowserSendsForAnotherSite) {
    struct {
        std::string_view origin;
        std::string_view fetch_site;
        bool expected;
    } const table[] = {
        {"", "", false},  // no browser
        {"http://here.example:8080", "", false},
        {"http://HERE.example:8080", "same-origin", false},
        {"http://here.example", "", true},
        {"http://elsewhere.example", "", true},
        {"null", "", true},
        {"", "cross-site", true},
        {"http://here.example:8080", "cross-site", true},
        {"http://here.example:8080.evil.example", "", true},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.origin);
        Request request;
        request.host = "here.example:8080";
        request.origin = row.origin;
        request.fetch_site = row.fetch_site;
        EXPECT_EQ(is_cross_origin(request), row.expected);
    }
}

}  // namespace
}  // namespace sendpath::http
