#include "model/names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace sendpath::model {
namespace {

TEST(DomainName, IsLowerCaseWithoutFinalDot) {  // B27, C26, C27
    EXPECT_EQ(DomainName::parse("Mail.EXAMPLE.")->str(), "mail.example");
    EXPECT_EQ(DomainName::parse("_dmarc.example")->str(), "_dmarc.example");
    EXPECT_EQ(DomainName::parse("xn--bcher-kva.example")->str(), "xn--bcher-kva.example");
    EXPECT_EQ(DomainName::parse("COM")->str(), "com");
}

TEST(DomainName, RefusesWhatIsNoName) {
    const std::string label63(63, 'a');
    EXPECT_TRUE(DomainName::parse(label63 + ".example"));
    for (const std::string& text :
         {std::string(), std::string("."), std::string("a..b"), std::string("a.."),
          std::string(".a"), std::string("a b"), std::string("a/b"), std::string("a@b"),
          std::string("b\xc3\xbc.example"), std::string("a\0b", 3), label63 + "a.example"}) {
        SCOPED_TRACE(text);
        const auto name = DomainName::parse(text);
        ASSERT_FALSE(name);
        EXPECT_EQ(name.error().code, Errc::bad_syntax);
    }
}

TEST(DomainName, HasALongestLength) {
    std::string name;
    while (name.size() < 252) name += "a.";
    EXPECT_TRUE(DomainName::parse(name + "b"));
    EXPECT_TRUE(DomainName::parse(name + "b."));  // the final dot is not of the name
    EXPECT_EQ(DomainName::parse(name + "bb").error().code, Errc::too_large);
    EXPECT_EQ(DomainName::parse(std::string(300, 'a')).error().code, Errc::too_large);
}

TEST(DomainName, IsUnderOnlyAtALabelBoundary) {
    const DomainName parent = *DomainName::parse("example.com");
    EXPECT_TRUE(DomainName::parse("mail.example.com")->is_under(parent));
    EXPECT_TRUE(DomainName::parse("a.b.example.com")->is_under(parent));
    EXPECT_FALSE(DomainName::parse("badexample.com")->is_under(parent));
    EXPECT_FALSE(DomainName::parse("example.com.attacker.example")->is_under(parent));
    EXPECT_FALSE(parent.is_under(parent));
    EXPECT_FALSE(parent.is_under(*DomainName::parse("mail.example.com")));
}

TEST(IpAddress, OneSenderIsOneAddress) {  // C6, C7
    EXPECT_EQ(IpAddress::parse("::ffff:192.0.2.1")->str(), "192.0.2.1");
    EXPECT_EQ(IpAddress::parse("::FFFF:c000:201")->str(), "192.0.2.1");
    EXPECT_EQ(*IpAddress::parse("::ffff:192.0.2.1"), *IpAddress::parse("192.0.2.1"));
    EXPECT_EQ(*IpAddress::parse("2001:DB8:0::1"), *IpAddress::parse("2001:db8::1"));
}

TEST(IpAddress, IsWrittenInItsShortestForm) {  // RFC 5952 section 4
    EXPECT_EQ(IpAddress::parse("2001:0db8:0000:0000:0001:0000:0000:0001")->str(),
              "2001:db8::1:0:0:1");
    EXPECT_EQ(IpAddress::parse("2001:db8:0:1:1:1:1:1")->str(), "2001:db8:0:1:1:1:1:1");
    EXPECT_EQ(IpAddress::parse("::")->str(), "::");
    EXPECT_EQ(IpAddress().str(), "0.0.0.0");
}

TEST(IpAddress, RefusesWhatIsNotAnAddressAlone) {  // C3 to C5: the decoder forgives, not the model
    for (const std::string& text :
         {std::string(), std::string("192.0.2.1 "), std::string(" 192.0.2.1"),
          std::string("192.0.2.1/32"), std::string("192.0.2"), std::string("192.0.2.256"),
          std::string("192.0.2.01"), std::string("0x7f.1"), std::string("[2001:db8::1]"),
          std::string("2001:db8::1::"), std::string("fe80::1%eth0"), std::string("localhost"),
          std::string("192.0.2.1\0", 10), std::string(200, ':')}) {
        SCOPED_TRACE(text);
        const auto address = IpAddress::parse(text);
        ASSERT_FALSE(address);
        EXPECT_EQ(address.error().code, Errc::bad_syntax);
    }
}

TEST(IpAddress, IsPackedAndTakenBack) {
    for (const char* text : {"192.0.2.1", "0.0.0.0", "255.255.255.255", "2001:db8::1", "::"}) {
        SCOPED_TRACE(text);
        const IpAddress address = *IpAddress::parse(text);
        EXPECT_EQ(address.packed().size(), address.is_v4() ? 4U : 16U);
        EXPECT_EQ(*IpAddress::from_packed(address.packed()), address);
    }
    EXPECT_EQ(IpAddress::parse("192.0.2.1")->packed(), std::string_view("\xc0\0\2\1", 4));
}

TEST(IpAddress, FoldsAMappedAddressThatComesPacked) {
    std::string mapped(10, '\0');
    mapped += "\xff\xff\xc0";
    mapped += std::string_view("\0\2\1", 3);
    EXPECT_EQ(*IpAddress::from_packed(mapped), *IpAddress::parse("192.0.2.1"));
    for (const std::size_t size : {0U, 3U, 5U, 15U, 17U})
        EXPECT_FALSE(IpAddress::from_packed(std::string(size, 'x'))) << size;
}

TEST(IpAddress, IsOrderedIpv4FirstThenByOctets) {
    std::vector<IpAddress> addresses;
    for (const char* text :
         {"::", "10.0.0.1", "2001:db8::2", "9.255.0.0", "2001:db8::1", "200.0.0.0"})
        addresses.push_back(*IpAddress::parse(text));
    std::ranges::sort(addresses);
    std::string order;
    for (const IpAddress& each : addresses) order += each.str() + " ";
    EXPECT_EQ(order, "9.255.0.0 10.0.0.1 200.0.0.0 :: 2001:db8::1 2001:db8::2 ");
}

}  // namespace
}  // namespace sendpath::model
