#include "model/network.hpp"

#include <gtest/gtest.h>

namespace sendpath::model {
namespace {

bool contains(std::string_view network, std::string_view address) {
    return IpNetwork::parse(network)->contains(*IpAddress::parse(address));
}

TEST(IpNetwork, ContainsWhatSharesItsLeadingBits) {
    EXPECT_TRUE(contains("10.0.0.0/8", "10.255.0.1"));
    EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.1"));
    EXPECT_TRUE(contains("192.0.2.128/25", "192.0.2.200"));
    EXPECT_FALSE(contains("192.0.2.128/25", "192.0.2.127"));
    EXPECT_TRUE(contains("192.0.2.1", "192.0.2.1"));
    EXPECT_FALSE(contains("192.0.2.1", "192.0.2.0"));
    EXPECT_TRUE(contains("0.0.0.0/0", "192.0.2.1"));
    EXPECT_TRUE(contains("2001:db8::/33", "2001:db8:7fff::1"));
    EXPECT_FALSE(contains("2001:db8::/33", "2001:db8:8000::1"));
}

TEST(IpNetwork, OfOneFamilyContainsNothingOfTheOther) {
    EXPECT_FALSE(contains("0.0.0.0/0", "::1"));
    EXPECT_FALSE(contains("::/0", "192.0.2.1"));
}

TEST(IpNetwork, IsRefusedWhenItIsNone) {
    for (const std::string_view text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129",
                                        "10.0.0.0/-1", "10.0.0/8", "example.com/8"})
        EXPECT_FALSE(IpNetwork::parse(text)) << text;
}

TEST(IpNetwork, KnowsItsLowestAndHighestAddress) {
    const struct {
        const char* text;
        const char* first;
        const char* last;
    } table[] = {
        {"192.0.2.7", "192.0.2.7", "192.0.2.7"},
        {"192.0.2.7/24", "192.0.2.0", "192.0.2.255"},
        {"192.0.2.7/30", "192.0.2.4", "192.0.2.7"},
        {"192.0.2.7/0", "0.0.0.0", "255.255.255.255"},
        {"2001:db8::1/33", "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"},
    };
    for (const auto& row : table) {
        const auto network = IpNetwork::parse(row.text);
        ASSERT_TRUE(network) << row.text;
        EXPECT_EQ(network->first().str(), row.first) << row.text;
        EXPECT_EQ(network->last().str(), row.last) << row.text;
    }
}

}  // namespace
}  // namespace sendpath::model
