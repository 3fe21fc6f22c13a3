#include "config/endpoint.hpp"

#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

TEST(Endpoint, IsReadAndWrittenBack) {
    for (const char* text :
         {"127.0.0.1:8080", "0.0.0.0:0", "192.0.2.1:65535", "[::1]:8080", "[2001:db8::25]:2525"}) {
        SCOPED_TRACE(text);
        const Result<Endpoint> endpoint = parse_endpoint(text);
        ASSERT_TRUE(endpoint) << endpoint.error().detail;
        EXPECT_EQ(endpoint_text(*endpoint), text);
    }
}

TEST(Endpoint, SaysWhatIsWrong) {
    const std::pair<const char*, const char*> rows[] = {
        {"", "the port is missing"},
        {"127.0.0.1", "the port is missing"},
        {"::1:8080", "an IPv6 address stands in brackets"},
        {"localhost:8080", "no IP address before the port"},
        {":8080", "no IP address before the port"},
        {"[::1:8080", "an IPv6 address stands in brackets"},
        {"127.0.0.1:", "a port is 0 to 65535"},
        {"127.0.0.1:65536", "a port is 0 to 65535"},
        {"127.0.0.1:-1", "a port is 0 to 65535"},
        {"127.0.0.1:http", "a port is 0 to 65535"},
    };
    for (const auto& [text, expected] : rows) {
        SCOPED_TRACE(text);
        ASSERT_FALSE(parse_endpoint(text));
        EXPECT_EQ(parse_endpoint(text).error().detail, expected);
    }
}

TEST(Endpoint, OfTheLoopbackIsReachedFromThisMachineAlone) {
    for (const char* text : {"127.0.0.1:1", "127.255.255.254:1", "[::1]:1", "[::ffff:127.0.0.1]:1"})
        EXPECT_TRUE(is_loopback(*parse_endpoint(text))) << text;
    for (const char* text : {"0.0.0.0:1", "126.0.0.1:1", "128.0.0.1:1", "[::]:1", "[::2]:1"})
        EXPECT_FALSE(is_loopback(*parse_endpoint(text))) << text;
}

}  // namespace
}  // namespace sendpath::config
