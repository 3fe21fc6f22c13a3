#include "base/http_url.hpp"

#include <gtest/gtest.h>

namespace sendpath {
namespace {

TEST(HttpUrl, IsReadIntoWhatAClientNeeds) {
    const std::pair<const char*, HttpUrl> rows[] = {
        {"https://login.example.com/token", {true, "login.example.com", 443, "/token"}},
        {"HTTPS://Login.Example.COM", {true, "login.example.com", 443, "/"}},
        {"https://login.example.com:8443/a/b?c=d&e=%20",
         {true, "login.example.com", 8443, "/a/b?c=d&e=%20"}},
        {"https://login.example.com?x=1", {true, "login.example.com", 443, "/?x=1"}},
        {"http://127.0.0.1:65535/t", {false, "127.0.0.1", 65535, "/t"}},
        {"http://[::1]/t", {false, "::1", 80, "/t"}},
        {"https://[2001:DB8::1]:1/t", {true, "2001:db8::1", 1, "/t"}},
    };
    for (const auto& [text, expected] : rows) {
        const Result<HttpUrl> url = parse_http_url(text);
        ASSERT_TRUE(url) << text << ": " << url.error().detail;
        EXPECT_EQ(*url, expected) << text;
    }
}

TEST(HttpUrl, IsRefusedWhereAClientCouldBeLedElsewhere) {
    for (const char* text : {"",
                             "login.example.com",
                             "ftp://a.example/",
                             "https://",
                             "https:///x",
                             "https://:443/",
                             "https://user@a.example/",
                             "https://user:secret@a.example/",
                             "https://a.example:0/",
                             "https://a.example:65536/",
                             "https://a.example:port/",
                             "https://a.example:/",
                             "https://a b.example/",
                             "https://[::1/",
                             "https://[a.example]/",
                             "https://[::1]x/",
                             "https://a.example:8x/",
                             "https://[::1]@a.example/",
                             "https://a.example/x y",
                             "https://a.example/x\r\nHost: b",
                             "https://a.example/#top",
                             "https://a.example\\@b.example/",
                             "https://a%2eexample/",
                             "https://[v1.a]/"})
        EXPECT_FALSE(parse_http_url(text)) << text;
}

TEST(HttpUrl, OfThisMachineAloneIsKnown) {
    for (const char* host : {"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1"})
        EXPECT_TRUE(is_loopback_host(host)) << host;
    for (const char* host : {"localhost.example", "127.example.com", "127.0.0.1.example", "::2",
                             "128.0.0.1", "127.0.0", ""})
        EXPECT_FALSE(is_loopback_host(host)) << host;
}

}  // namespace
}  // namespace sendpath
