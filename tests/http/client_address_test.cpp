#include "http/client_address.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

std::string client(std::string_view peer, std::string_view forwarded_for) {
    const std::vector<model::IpNetwork> proxies{*model::IpNetwork::parse("10.0.0.0/8"),
                                                *model::IpNetwork::parse("::1")};
    return client_address(*model::IpAddress::parse(peer), forwarded_for, proxies).str();
}

// L11: what strangers write into the field is not believed.
TEST(ClientAddress, IsThePeersUnlessItIsAProxyOfOurs) {
    constexpr struct {
        std::string_view peer;
        std::string_view forwarded_for;
        std::string_view client;
    } table[] = {
        {"192.0.2.1", "", "192.0.2.1"},
        {"192.0.2.1", "198.51.100.9", "192.0.2.1"},
        {"10.0.0.1", "", "10.0.0.1"},
        {"10.0.0.1", "198.51.100.9", "198.51.100.9"},
        {"10.0.0.1", "1.2.3.4, 198.51.100.9", "198.51.100.9"},
        {"10.0.0.1", "1.2.3.4, 198.51.100.9, 10.9.9.9", "198.51.100.9"},
        {"10.0.0.1", "1.2.3.4,198.51.100.9,10.9.9.9 ,10.8.8.8", "198.51.100.9"},
        {"10.0.0.1", "10.9.9.9", "10.9.9.9"},
        {"10.0.0.1", "198.51.100.9:4711", "198.51.100.9"},
        {"10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"},
        {"10.0.0.1", "2001:db8::1", "2001:db8::1"},
        {"::1", "2001:db8::1", "2001:db8::1"},
        {"10.0.0.1", "unknown", "10.0.0.1"},
        {"10.0.0.1", "1.2.3.4, , 10.9.9.9", "10.9.9.9"},
        {"10.0.0.1", ",", "10.0.0.1"},
        {"10.0.0.1", "[", "10.0.0.1"},
    };
    for (const auto& row : table)
        EXPECT_EQ(client(row.peer, row.forwarded_for), row.client)
            << row.peer << " for " << row.forwarded_for;
}

TEST(ClientAddress, IsCountedByWhatOneCustomerHas) {
    const auto key = [](std::string_view text) {
        return address_key(*model::IpAddress::parse(text));
    };
    EXPECT_NE(key("192.0.2.1"), key("192.0.2.2"));
    EXPECT_EQ(key("2001:db8:1:2::1"), key("2001:db8:1:2:3::9"));
    EXPECT_NE(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
}

}  // namespace
}  // namespace sendpath::http
