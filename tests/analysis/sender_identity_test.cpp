#include "analysis/sender_identity.hpp"

#include <gmock/gmock.h>

namespace sendpath::analysis {
namespace {

using model::DkimResult;
using model::IpAddress;
using model::SpfResult;
using model::SpfScope;

const PublicSuffixes& suffixes() {
    static const PublicSuffixes made = PublicSuffixes::builtin();
    return made;
}

std::string key_of(const SenderTraits& traits, const Labels& labels = {},
                   std::string_view header_from = "news.example.com") {
    Organizations organizations(suffixes());
    const OwnNames names(header_from, organizations);
    return identity_of(traits, names, {labels, SenderTable::builtin(), suffixes()}).key();
}

SenderTraits traits(std::vector<std::string_view> dkim, std::vector<std::string_view> spf,
                    std::string_view reverse = {}, std::optional<std::uint32_t> asn = {}) {
    return {IpAddress::parse("192.0.2.77").value(), std::move(dkim), std::move(spf), reverse, asn};
}

TEST(SenderIdentity, IsTheFirstThatIsKnown) {
    struct {
        const char* what;
        SenderTraits traits;
        const char* expected;
    } const table[] = {
        {"a listed signature, before all else",
         traits({"sendgrid.net"}, {"mail.amazonses.com"}, "a.mcsv.net"), "service:sendgrid"},
        {"whichever of the signatures is listed",
         traits({"example.com", "x.example", "sendgrid.net"}, {}), "service:sendgrid"},
        {"a listed return path", traits({"unlisted.example"}, {"bounces.amazonses.com"}),
         "service:amazon_ses"},
        {"a listed host", traits({"example.com"}, {"example.com"}, "o1.sendgrid.net"),
         "service:sendgrid"},
        {"a foreign signature, by its organisation",
         traits({"example.com", "k.mail.crm.example"}, {}, "h.isp.example"), "signer:crm.example"},
        {"a return path that is in no table tells nothing", traits({}, {"bounce.crm.example"}),
         "network:192.0.2.0/24"},
        {"a host, by its organisation", traits({"example.com"}, {}, "h1.pool.isp.example", 64500),
         "reverse_name:isp.example"},
        {"an own host's name tells nothing of a service, and is a name",
         traits({}, {}, "mail.example.com"), "reverse_name:example.com"},
        {"a network operator", traits({}, {}, {}, 64500), "asn:AS64500"},
        {"nothing but the address", traits({"example.com"}, {"example.com"}),
         "network:192.0.2.0/24"},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(key_of(row.traits), row.expected);
    }
    EXPECT_EQ(SenderIdentity{}.key(), "unknown");
    EXPECT_EQ(key_of(traits({"sendgrid.net"}, {"sendgrid.net"}), {}, "news.sendgrid.net"),
              "network:192.0.2.0/24")
        << "a service that is the operator himself";
}

TEST(SenderIdentity, TakesOnlyWhatPassed) {
    const Facts facts{
        {{"sendgrid.net", "s", DkimResult::fail}, {"crm.example", "s", DkimResult::pass}},
        {{"amazonses.com", SpfScope::mfrom, SpfResult::softfail},
         {"amazonses.com", SpfScope::helo, SpfResult::pass},
         {"mcsv.net", SpfScope::absent, SpfResult::pass}}};
    const SenderTraits found = sender_traits(facts, IpAddress::parse("192.0.2.1").value());
    EXPECT_THAT(found.dkim, testing::ElementsAre("crm.example"));
    EXPECT_THAT(found.spf, testing::ElementsAre("mcsv.net"));
}

TEST(SenderIdentity, OfAnIPv6AddressIsItsSubnet) {
    EXPECT_EQ(network_of(IpAddress::parse("2001:db8:1:2:3:4:5:6").value()), "2001:db8:1:2::/64");
    EXPECT_EQ(network_of(IpAddress::parse("192.0.2.255").value()), "192.0.2.0/24");
}

TEST(Labels, KnowSendersByAddressSignatureReturnPathHostOrNetwork) {
    const auto labels = Labels::make({
        {LabelBy::asn, "AS64500", "the hoster"},
        {LabelBy::reverse_name, "isp.example", "the provider"},
        {LabelBy::spf_domain, "bounce.crm.example", "the CRM's bounces"},
        {LabelBy::dkim_domain, "crm.example", "the CRM"},
        {LabelBy::dkim_domain, "EU.crm.example", "the CRM in Europe"},
        {LabelBy::dkim_domain, "a-name-longer-than-any-network.crm.example", "the archive"},
        {LabelBy::network, "192.0.2.0/24", "the office"},
        {LabelBy::network, "192.0.2.64/26", "the print room"},
    });
    ASSERT_TRUE(labels) << labels.error().detail;
    struct {
        SenderTraits traits;
        const char* expected;
    } const table[] = {
        {traits({"crm.example"}, {}), "label:the print room"},
        {{IpAddress::parse("192.0.2.1").value(), {"crm.example"}, {}, {}, {}}, "label:the office"},
        {{IpAddress::parse("192.0.2.1").value(),
          {"a-name-longer-than-any-network.crm.example"},
          {},
          {},
          {}},
         "label:the office"},
        {{IpAddress::parse("198.51.100.1").value(), {"a.crm.example"}, {}, {}, {}},
         "label:the CRM"},
        {{IpAddress::parse("198.51.100.1").value(), {"a.eu.crm.example"}, {}, {}, {}},
         "label:the CRM in Europe"},
        {{IpAddress::parse("198.51.100.1").value(), {}, {"x.bounce.crm.example"}, {}, {}},
         "label:the CRM's bounces"},
        {{IpAddress::parse("198.51.100.1").value(), {}, {"notbounce.crm.example"}, {}, {}},
         "network:198.51.100.0/24"},
        {{IpAddress::parse("198.51.100.1").value(), {}, {}, "h.isp.example", 64500},
         "label:the provider"},
        {{IpAddress::parse("198.51.100.1").value(), {}, {}, "h.other.example", 64500},
         "label:the hoster"},
        {{IpAddress::parse("198.51.100.1").value(), {}, {}, {}, 64501}, "asn:AS64501"},
    };
    for (const auto& row : table) EXPECT_EQ(key_of(row.traits, *labels), row.expected);
}

TEST(Labels, TellWhatIsWrongWithARule) {
    struct {
        LabelRule rule;
        const char* expected;
    } const table[] = {
        {{LabelBy::network, "192.0.2.0/33", "x"}, "label 1: 192.0.2.0/33: expected /0 to /32"},
        {{LabelBy::asn, "AS0", "x"}, "label 1: AS0: expected the number"},
        {{LabelBy::asn, "4294967296", "x"}, "label 1: 4294967296: expected the number"},
        {{LabelBy::dkim_domain, "a..b", "x"}, "label 1: a..b: "},
        {{LabelBy::spf_domain, "crm.example", "  "}, "label 1: no name"},
    };
    for (const auto& [rule, expected] : table) {
        const auto made = Labels::make({rule});
        ASSERT_FALSE(made) << expected;
        EXPECT_THAT(made.error().detail, testing::HasSubstr(expected));
    }
    EXPECT_TRUE(Labels::make({{LabelBy::asn, "4294967295", "x"}, {LabelBy::asn, "as1", "y"}}));
}

}  // namespace
}  // namespace sendpath::analysis
