#include "analysis/sender_table.hpp"

#include "analysis/fill_in.hpp"
#include "model/names.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <string>

namespace sendpath::analysis {
namespace {

using testing::HasSubstr;

std::string line(const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : "\t") + cells[i];
    return text + '\n';
}

/// A sound row whose cell `at` is replaced.
std::string row(std::size_t at = 99, const std::string& cell = {}) {
    std::vector<std::string> cells = {
        "acme",
        "Acme",
        "esp",
        "acme.net",
        "acme.net",
        "out.acme.net",
        "k1._domainkey CNAME dkim.acme.net | k2._domainkey TXT p={key}",
        "-",
        "Settings, Domains."};
    if (at < cells.size()) cells[at] = cell;
    return line(cells);
}

TEST(SenderTable, ReadsALine) {
    const auto table = SenderTable::parse("# a comment\n\n" + row());
    ASSERT_TRUE(table) << table.error().detail;
    ASSERT_EQ(table->services().size(), 1);
    const Service& service = table->services().front();
    EXPECT_EQ(service.key, "acme");
    EXPECT_EQ(service.name, "Acme");
    EXPECT_EQ(service.kind, ServiceKind::esp);
    const std::vector<RecordTemplate> records = {{"k1._domainkey", "CNAME", "dkim.acme.net"},
                                                 {"k2._domainkey", "TXT", "p={key}"}};
    EXPECT_EQ(service.own_dkim, records);
    EXPECT_TRUE(service.own_spf.empty());
    EXPECT_EQ(table->find("acme"), &service);
    EXPECT_EQ(table->find("acm"), nullptr);
}

TEST(SenderTable, TellsEachMistakeWithItsLineAndColumn) {
    struct {
        std::string text;
        const char* expected;
    } const table[] = {
        {"acme\tAcme\n", "line 1: 2 columns, not 9"},
        {row(0, "Acme"), "line 1: key: expected a-z, 0-9 and _"},
        {row(0, ""), "line 1: key"},
        {row(1, ""), "line 1: name: empty"},
        {row(2, "bulk"), "line 1: kind: unknown: bulk"},
        {row(3, "Acme.net"), "line 1: dkim: not a domain in lower case: Acme.net"},
        {row(3, "acme.net  b.net"), "line 1: dkim: not a domain"},
        {row(4, "acme"), "line 1: spf: not a domain"},
        {row(5, "acme..net"), "line 1: reverse: not a domain"},
        {row(6, "k1._domainkey CNAME"), "line 1: own dkim: expected name, type and value"},
        {row(6, "k1._domainkey CNAME "), "line 1: own dkim: expected name, type and value"},
        {row(7, "@ SPF v=spf1"), "line 1: own spf: not a type of record: SPF"},
        {row(8, "-"), "line 1: how: says nothing"},
        {row() + row(), "line 2: key: there is one already"},
        {row() + row(0, "other"), "line 2: dkim: there is one already: acme.net"},
        {line({"a", "A", "esp", "-", "-", "-", "-", "-", "Settings, Domains."}),
         "line 1: dkim, spf, reverse: nothing to know the service by"},
    };
    for (const auto& [text, expected] : table) {
        const auto parsed = SenderTable::parse(text);
        ASSERT_FALSE(parsed) << expected;
        EXPECT_EQ(parsed.error().code, Errc::bad_syntax);
        EXPECT_THAT(parsed.error().detail, HasSubstr(expected));
    }
}

TEST(SenderTable, FindsTheLongestNameAtOrAboveTheOneAsked) {
    const auto table = SenderTable::parse(row() + line({"inner", "Inner", "crm", "crm.acme.net",
                                                        "-", "-", "-", "-", "Settings, Domains."}));
    ASSERT_TRUE(table);
    const auto key = [](const Service* service) { return service ? service->key : ""; };
    EXPECT_EQ(key(table->by_dkim("acme.net")), "acme");
    EXPECT_EQ(key(table->by_dkim("a.b.acme.net")), "acme");
    EXPECT_EQ(key(table->by_dkim("crm.acme.net")), "inner");
    EXPECT_EQ(key(table->by_dkim("a.crm.acme.net")), "inner");
    EXPECT_EQ(key(table->by_dkim("notacme.net")), "");
    EXPECT_EQ(key(table->by_dkim("net")), "");
    EXPECT_EQ(key(table->by_dkim("")), "");
    EXPECT_EQ(key(table->by_spf("bounce.acme.net")), "acme");
    EXPECT_EQ(key(table->by_spf("crm.acme.net")), "acme");
    EXPECT_EQ(key(table->by_reverse("o1.out.acme.net")), "acme");
    EXPECT_EQ(key(table->by_reverse("www.acme.net")), "");
}

TEST(Senders, AreAtLeastTwoHundredAndFitTheirForm) {
    const SenderTable& table = SenderTable::builtin();
    EXPECT_GE(table.services().size(), 200);
    std::set<ServiceKind> kinds;
    std::map<std::string, std::string> names;
    for (const Service& service : table.services()) {
        kinds.insert(service.kind);
        EXPECT_TRUE(names.emplace(service.name, service.key).second) << service.name;
        EXPECT_TRUE(service.how.ends_with('.')) << service.key;
    }
    EXPECT_EQ(kinds.size(), 12);
}

TEST(Senders, ShareNoDomain) {
    std::map<std::string, std::string> owners;
    for (const Service& service : SenderTable::builtin().services())
        for (const auto* domains : {&service.dkim, &service.spf, &service.reverse})
            for (const std::string& domain : *domains)
                EXPECT_EQ(owners.emplace(domain, service.key).first->second, service.key) << domain;
}

TEST(Senders, HaveRecordsThatCanBePublished) {
    const std::vector<std::pair<std::string_view, std::string>> known = {
        {"domain", "example.com"}, {"domain-dashes", "example-com"}};
    for (const Service& service : SenderTable::builtin().services()) {
        for (const auto* records : {&service.own_dkim, &service.own_spf})
            for (const RecordTemplate& record : *records) {
                SCOPED_TRACE(service.key + ": " + record.name);
                const std::string name = fill_in(record.name, known);
                if (!has_blank(name) && name != "@")
                    EXPECT_TRUE(model::DomainName::parse(name + ".example.com"));
                const std::string value = fill_in(record.value, known);
                if (record.type == "CNAME" && !has_blank(value))
                    EXPECT_TRUE(model::DomainName::parse(value));
                if (record.name == "@") EXPECT_TRUE(value.starts_with("v=spf1 ")) << value;
            }
        for (const RecordTemplate& record : service.own_dkim)
            EXPECT_TRUE(record.name.find("_domainkey") != std::string::npos || record.type == "NS")
                << service.key;
    }
}

TEST(Senders, KnowWhatTheBestKnownLeaveInReports) {
    const SenderTable& table = SenderTable::builtin();
    const auto key = [](const Service* service) { return service ? service->key : ""; };
    EXPECT_EQ(key(table.by_spf("em123.sendgrid.net")), "sendgrid");
    EXPECT_EQ(key(table.by_dkim("eu-west-1.amazonses.com")), "amazon_ses");
    EXPECT_EQ(key(table.by_dkim("example-com.20230601.gappssmtp.com")), "google_workspace");
    EXPECT_EQ(key(table.by_dkim("contoso.onmicrosoft.com")), "microsoft_365");
    EXPECT_EQ(key(table.by_reverse("mail-am6eur05on2055.outbound.protection.outlook.com")),
              "microsoft_365");
    EXPECT_EQ(key(table.by_dkim("outlook.com")), "outlook_com");
    EXPECT_EQ(key(table.by_dkim("mail178.suw17.mcsv.net")), "mailchimp");
    EXPECT_EQ(key(table.by_reverse("mail-sor-f41.google.com")), "google_workspace");
    EXPECT_EQ(key(table.by_dkim("privaterelay.appleid.com")), "apple_relay");
}

}  // namespace
}  // namespace sendpath::analysis
