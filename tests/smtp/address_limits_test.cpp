#include "smtp/address_limits.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

using namespace std::chrono_literals;
using Verdict = AddressLimits::Verdict;

model::IpAddress ip(std::string_view text) {
    return *model::IpAddress::parse(text);
}

class AddressLimit : public testing::Test {  // S36
protected:
    net::Wire::Time now{1h};
};

TEST_F(AddressLimit, HoldsForOpenConversationsOfOneAddress) {
    AddressLimits limits(2, 100);
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now), Verdict::welcome);
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now), Verdict::welcome);
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now), Verdict::too_many);
    EXPECT_EQ(limits.enter(ip("192.0.2.2"), now), Verdict::welcome);
    limits.leave(ip("192.0.2.1"));
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now), Verdict::welcome);
}

TEST_F(AddressLimit, CountsIpv6ByItsNetworkOf64Bits) {
    AddressLimits limits(1, 100);
    EXPECT_EQ(limits.enter(ip("2001:db8::1"), now), Verdict::welcome);
    EXPECT_EQ(limits.enter(ip("2001:db8::ffff:2"), now), Verdict::too_many);
    EXPECT_EQ(limits.enter(ip("2001:db8:0:1::1"), now), Verdict::welcome);
}

TEST_F(AddressLimit, HoldsForConversationsBegunInAMinute) {
    AddressLimits limits(10, 60);
    for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(limits.enter(ip("192.0.2.1"), now), Verdict::welcome);
        limits.leave(ip("192.0.2.1"));
    }
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now), Verdict::too_fast);
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now + 1'100ms), Verdict::welcome);
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now + 1'100ms), Verdict::too_fast);
    EXPECT_EQ(limits.enter(ip("192.0.2.1"), now + 2min), Verdict::welcome);
}

TEST_F(AddressLimit, ForgetsAddressesThatAreQuiet) {
    AddressLimits limits(1, 60);
    for (std::uint32_t i = 0; i < 100'000; ++i) {
        const std::string address = "10." + std::to_string(i >> 16U) + '.' +
                                    std::to_string(i >> 8U & 255U) + '.' + std::to_string(i & 255U);
        now += 100ms;
        ASSERT_EQ(limits.enter(ip(address), now), Verdict::welcome);
        limits.leave(ip(address));
    }
    EXPECT_LE(limits.size(), 1'100U);
}

}  // namespace
}  // namespace sendpath::smtp
