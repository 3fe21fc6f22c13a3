#include "config/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Dns, HasDefaultsThatWork) {
    const Config config = load({}).value();
    EXPECT_TRUE(config.dns.enabled);
    EXPECT_THAT(config.dns.servers, IsEmpty());
    EXPECT_EQ(config.dns.per_second, 20U);
    EXPECT_EQ(config.dns.timeout, 2s);
}

TEST(Dns, IsReadFromTheFile) {
    const Config config = load({.file_text = R"(
        [dns]
        enabled = false
        servers = ["192.0.2.53", "2001:db8::53", "[2001:db8::54]:5353"]
        per_second = 1000
        timeout = "30s"
    )",
                                .environment = {},
                                .flags = {}})
                              .value();
    EXPECT_FALSE(config.dns.enabled);
    EXPECT_THAT(config.dns.servers,
                ElementsAre(Endpoint{*model::IpAddress::parse("192.0.2.53"), 53},
                            Endpoint{*model::IpAddress::parse("2001:db8::53"), 53},
                            Endpoint{*model::IpAddress::parse("2001:db8::54"), 5353}));
    EXPECT_EQ(config.dns.per_second, 1'000U);
    EXPECT_EQ(config.dns.timeout, 30s);
}

}  // namespace
}  // namespace sendpath::config
