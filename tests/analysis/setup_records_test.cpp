#include "analysis/setup_records.hpp"

#include <gtest/gtest.h>

namespace sendpath::analysis {
namespace {

const PublicSuffixes& suffixes() {
    static const PublicSuffixes list = PublicSuffixes::builtin();
    return list;
}

model::DomainName domain(std::string_view text) {
    return *model::DomainName::parse(text);
}

TEST(SetupRecords, U1_AskForReportsUnderTheirNames) {
    const std::vector<ReportAddress> addresses{*ReportAddress::parse("d@r.example.net")};
    const SetupRecord policy = policy_record(domain("mail.example.com"), addresses, {}, suffixes());
    EXPECT_EQ(policy.record, (DnsRecord{"_dmarc.mail.example.com", "TXT",
                                        "v=DMARC1; p=none; rua=mailto:d@r.example.net"}));
    EXPECT_EQ(policy.zone, "example.com");
    const SetupRecord tls = tls_report_record(domain("example.com"), addresses, {}, suffixes());
    EXPECT_EQ(tls.record, (DnsRecord{"_smtp._tls.example.com", "TXT",
                                     "v=TLSRPTv1; rua=mailto:d@r.example.net"}));
}

TEST(SetupRecords, U2_AnAuthorizationIsNeededInAnotherOrganisationAlone) {
    struct Row {
        const char* domain;
        const char* receiver;
        const char* name;  ///< empty: none is needed
        const char* zone;
    };
    const Row table[] = {
        {"example.com", "reports.example.com", "", ""},
        {"mail.example.com", "example.com", "", ""},
        {"example.com", "example.net", "example.com._report._dmarc.example.net", "example.net"},
        {"blue.example.com", "red.example.net", "blue.example.com._report._dmarc.red.example.net",
         "example.net"},
        {"example.co.jp", "rpt.example.ne.jp", "example.co.jp._report._dmarc.rpt.example.ne.jp",
         "example.ne.jp"},
        {"alice.github.io", "bob.github.io", "alice.github.io._report._dmarc.bob.github.io",
         "bob.github.io"},
    };
    for (const Row& row : table) {
        const auto record =
            authorization_record(domain(row.domain), domain(row.receiver), suffixes());
        ASSERT_EQ(record.has_value(), *row.name != 0) << row.domain;
        if (!record) continue;
        EXPECT_EQ(record->record, (DnsRecord{row.name, "TXT", "v=DMARC1;"}));
        EXPECT_EQ(record->zone, row.zone);
    }
}

TEST(SetupRecords, U2_ANameThatIsTooLongIsTold) {
    const auto warnings_with = [](std::size_t length) {
        const std::string tail = ".example";
        const std::string label(63, 'a');
        std::string name = label + '.' + label + '.' + label + '.';
        name += std::string(length - name.size() - tail.size(), 'b') + tail;
        return authorization_record(domain(name), domain("r.test"), suffixes())
            ->merged.warnings.size();
    };
    const std::size_t behind = std::string_view("._report._dmarc.r.test").size();
    EXPECT_EQ(warnings_with(253 - behind), 0U);
    EXPECT_EQ(warnings_with(254 - behind), 1U);
}

TEST(SetupRecords, U3_OfTheSinkLeadMailHere) {
    const auto host = domain("mx.example.net");
    EXPECT_EQ(mail_exchanger_record(domain("r.example.net"), host, suffixes()).record,
              (DnsRecord{"r.example.net", "MX", "10 mx.example.net."}));
    EXPECT_EQ(address_record(host, *model::IpAddress::parse("192.0.2.1"), suffixes()).record,
              (DnsRecord{"mx.example.net", "A", "192.0.2.1"}));
    EXPECT_EQ(address_record(host, *model::IpAddress::parse("2001:db8::1"), suffixes()).record,
              (DnsRecord{"mx.example.net", "AAAA", "2001:db8::1"}));
    const DnsRecord open = address_record(host, std::nullopt, suffixes()).record;
    EXPECT_TRUE(open.to_be_filled);
    EXPECT_EQ(open.value, "{address}");
}

TEST(ZoneLine, U3_HasStringsOfAtMost255Octets) {
    const auto line_of = [](std::size_t size) {
        return zone_line({"a.example", "TXT", std::string(size, 'x')});
    };
    const std::string head = "a.example. IN TXT ";
    EXPECT_EQ(line_of(0), head + R"("")");
    EXPECT_EQ(line_of(255), head + '"' + std::string(255, 'x') + '"');
    EXPECT_EQ(line_of(256), head + '"' + std::string(255, 'x') + "\" \"x\"");
    EXPECT_EQ(zone_line({"a.example", "TXT", R"(a"b\c)"}), head + R"("a\"b\\c")");
    EXPECT_EQ(zone_line({"a.example", "MX", "10 b.example."}), "a.example. IN MX 10 b.example.");
}

}  // namespace
}  // namespace sendpath::analysis
