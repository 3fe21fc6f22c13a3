#include "config/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using testing::ElementsAre;

TEST(Http, HasDefaultsThatWork) {
    const Config config = load({}).value();
    EXPECT_TRUE(config.http.hosts.empty());
    EXPECT_TRUE(config.http.proxy_from.empty());
    EXPECT_EQ(config.http.requests_per_minute, 600U);
}

TEST(Http, IsReadFromTheFile) {
    const Config config = load({.file_text = R"(
        [http]
        listen = ["0.0.0.0:8080"]
        hosts = ["Reports.Example.com", "192.0.2.1", "2001:DB8::1"]
        proxy_from = ["10.0.0.0/8", "::1"]
        requests_per_minute = 0
    )",
                                .environment = {},
                                .flags = {}})
                              .value();
    EXPECT_THAT(config.http.hosts, ElementsAre("reports.example.com", "192.0.2.1", "2001:db8::1"));
    EXPECT_EQ(config.http.proxy_from.size(), 2U);
    EXPECT_EQ(config.http.requests_per_minute, 0U);
}

// Whether an account protects it is known only where the store is open.
TEST(Http, MayListenBeyondLoopback) {
    EXPECT_TRUE(
        load({.file_text = "[http]\nlisten = ['0.0.0.0:8080']", .environment = {}, .flags = {}}));
}

}  // namespace
}  // namespace sendpath::config
