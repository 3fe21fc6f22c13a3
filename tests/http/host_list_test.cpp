#include "http/host_list.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

// L9
TEST(HostList, TakesItsNamesAndThisMachinesOwn) {
    const HostList list({"reports.example.com", "192.0.2.1", "2001:db8::1"});
    for (const char* host :
         {"", "reports.example.com", "Reports.Example.COM:8443", "reports.example.com.",
          "reports.example.com.:80", "192.0.2.1", "192.0.2.1:8080", "[2001:db8::1]",
          "[2001:DB8::1]:8080", "localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:1",
          "127.1.2.3", "[::1]", "[::1]:8080"})
        EXPECT_TRUE(list.takes(host)) << host;
    for (const char* host :
         {"example.com", "evil.example", "reports.example.com.evil.example", "192.0.2.2",
          "127.0.0.1.evil.example", "127.evil.example", "localhost.evil.example", "[::2]:8080",
          "[::1", "[", ":", ":8080", "reports.example.com@evil.example", "0.0.0.0"})
        EXPECT_FALSE(list.takes(host)) << host;
}

TEST(HostList, WithoutNamesTakesAny) {
    EXPECT_TRUE(HostList({}).takes("evil.example"));
}

}  // namespace
}  // namespace sendpath::http
