#include "decode/aggregate_sample.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

constexpr std::string_view kRange = "<begin>1767225600</begin><end>1767311999</end>";
constexpr std::string_view kName = "other.example!named.example!1700000000!1700086399.xml.gz";

struct Change {
    const char* name;
    std::string_view from;
    std::string_view to;
    std::string_view head;
    std::string_view marks = {};

    friend void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }
};

class Metadata : public testing::TestWithParam<Change> {};

TEST_P(Metadata, IsReadAsTheCatalogueSays) {
    const Hints hints{.received = seconds(1'767'400'000)};
    const auto decoded = read(report_with(GetParam().from, GetParam().to), hints);
    EXPECT_EQ(head(decoded), GetParam().head);
    EXPECT_EQ(marks(decoded), GetParam().marks);
}

constexpr std::string_view kSound = "rep.example r1 1767225600-1767311999 example.com none";
constexpr std::string_view kNoP = "rep.example r1 1767225600-1767311999 example.com null";

INSTANTIATE_TEST_SUITE_P(
    Aggregate, Metadata,
    testing::Values(
        Change{"B1_OrgNameEmpty", ">rep.example<", "><", kSound},
        Change{"B2_OrgNameMissing", "<org_name>rep.example</org_name>", "", kSound, "+org"},
        Change{"B3_OrgNameAndEmailMissing",
               "<org_name>rep.example</org_name>\n    <email>dmarc@rep.example</email>", "",
               "unknown r1 1767225600-1767311999 example.com none", "+org +org"},
        Change{"B4_OrgNameWithSpaces", ">rep.example<", ">Rep Org, Inc.<",
               "Rep Org, Inc. r1 1767225600-1767311999 example.com none"},
        Change{"B5_OrgNameIsAHost", ">rep.example<", ">mx7.mail.rep.co.uk<",
               "mx7.mail.rep.co.uk r1 1767225600-1767311999 example.com none"},
        Change{"B7_EmailWithAttribute", "<email>", "<email type=\"x\">", kSound},
        Change{"B8_ReportIdInBrackets", ">r1<", ">&lt;abc@rep&gt;<",
               "rep.example <abc@rep> 1767225600-1767311999 example.com none"},
        Change{"B10_Fraction", kRange, "<begin>1767225600.9</begin><end>1767311999.0</end>",
               kSound},
        Change{"B12_Iso8601", kRange,
               "<begin>2026-01-01T00:00:00Z</begin><end>2026-01-01T23:59:59Z</end>", kSound,
               "+date"},
        Change{"B13_Milliseconds", kRange, "<begin>1767225600000</begin><end>1767311999000</end>",
               kSound, "+date"},
        Change{"B14_Spaces", kRange, "<begin> 1767225600 </begin><end>\n1767311999\n</end>",
               kSound},
        Change{"B15_EndBeforeBegin", kRange, "<begin>1767311999</begin><end>1767225600</end>",
               "rep.example r1 1767311999-1767225600 example.com none", "+range"},
        Change{"B16_BeginIsEnd", kRange, "<begin>1767225600</begin><end>1767225600</end>",
               "rep.example r1 1767225600-1767225600 example.com none"},
        Change{"B17_BeginZero", kRange, "<begin>0</begin><end>86399</end>",
               "rep.example r1 0-86399 example.com none", "+date-suspect"},
        Change{"B17_Year1979", kRange, "<begin>302832000</begin><end>302918399</end>",
               "rep.example r1 302832000-302918399 example.com none", "+date-suspect"},
        Change{"B17_Year2100", kRange, "<begin>4102444800</begin><end>4102531199</end>",
               "rep.example r1 4102444800-4102531199 example.com none", "+date-suspect"},
        Change{"B17_Negative", kRange, "<begin>-86400</begin><end>-1</end>",
               "rep.example r1 -86400--1 example.com none", "+date-suspect"},
        Change{"B17_FortyEightHoursAhead", kRange, "<begin>1767500000</begin><end>1767572800</end>",
               "rep.example r1 1767500000-1767572800 example.com none"},
        Change{"B17_MoreThanFortyEightHoursAhead", kRange,
               "<begin>1767500000</begin><end>1767572801</end>",
               "rep.example r1 1767500000-1767572801 example.com none", "+date-suspect"},
        Change{"B18_OneSecondOverADay", kRange, "<begin>1767225600</begin><end>1767312001</end>",
               "rep.example r1 1767225600-1767312001 example.com none"},
        Change{"B19_SevenDays", kRange, "<begin>1766620800</begin><end>1767225599</end>",
               "rep.example r1 1766620800-1767225599 example.com none"},
        Change{"B20_TwentyYears", kRange, "<begin>1400000000</begin><end>1767225599</end>",
               "rep.example r1 1400000000-1767225599 example.com none", "+range"},
        Change{"B21_PMissing", "<p>none</p>", "", kNoP, "+policy"},
        Change{"B22_PEmpty", "<p>none</p>", "<p/>", kNoP, "+policy"},
        Change{"PUnknown", "<p>none</p>", "<p>Keiner</p>",
               "rep.example r1 1767225600-1767311999 example.com keiner", "+policy"},
        Change{"B23_SpEmpty", "<sp>none</sp>", "<sp/>", kSound},
        Change{"B24_ModesEmpty", "<adkim>r</adkim><aspf>r</aspf>", "<adkim/><aspf/>", kSound},
        Change{
            "B26_PolicyTwice", "</policy_published>",
            "</policy_published><policy_published><domain>two.example</domain></policy_published>",
            kSound, "+policy"},
        Change{"B27_DomainUpperCase", "<domain>example.com<", "<domain>Example.COM.<", kSound},
        Change{"DomainWithUmlaut", "<domain>example.com<",
               "<domain>b\xC3\xBC"
               "cher.example<",
               "rep.example r1 1767225600-1767311999 xn--bcher-kva.example none"},
        Change{"B32_PctMissing", "<pct>100</pct>", "", kSound},
        Change{"PctNoNumber", "<pct>100", "<pct>all", kSound, "+policy"},
        Change{"PctOverHundred", "<pct>100", "<pct>101", kSound, "+policy"}),
    [](const auto& test) { return test.param.name; });

std::string misspelt_range() {
    std::string xml = report_with("<date_range>", "<data_range>");
    return xml.replace(xml.find("</date_range>"), 13, "</data_range>");
}

TEST(AggregateMetadata, ReadsAMisspeltDateRange) {
    EXPECT_EQ(head(read(misspelt_range())), kSound);
    EXPECT_EQ(marks(read(misspelt_range())), "+date");
}

TEST(AggregateMetadata, B3_FallsBackToMailThenFileName) {
    const std::string xml = report_with(
        "<org_name>rep.example</org_name>\n    <email>dmarc@rep.example</email>", "<org_name/>");
    Hints hints{.file_name = std::string(kName), .mail_from_domain = "mail.example"};
    EXPECT_EQ(body(read(xml, hints)).org_name, "mail.example");
    hints.mail_from_domain.clear();
    const auto decoded = read(xml, hints);
    EXPECT_EQ(body(decoded).org_name, "other.example");
    EXPECT_TRUE(body(decoded).org_name_derived);
    EXPECT_TRUE(decoded.reports.front().identity_derived);
    EXPECT_EQ(marks(decoded), "+org");
}

TEST(AggregateMetadata, B6_EmailMayBeMissing) {
    EXPECT_EQ(body(read(report_with("<email>dmarc@rep.example</email>", ""))).email, std::nullopt);
}

TEST(AggregateMetadata, B9_TheContentStandsInForTheReportId) {
    for (const std::string_view id : {"<report_id></report_id>", ""}) {
        const std::string xml = report_with("<report_id>r1</report_id>", id);
        const auto decoded = read(xml);
        EXPECT_EQ(body(decoded).report_id, hex(fingerprint_of(xml)));
        EXPECT_EQ(marks(decoded), "+id");
        EXPECT_EQ(decoded.reports.front().content, fingerprint_of(xml));
    }
}

TEST(AggregateMetadata, B11_TheFileNameThenTheMailStandInForTheDate) {
    const std::string xml = report_with(kRange, "<begin/><end/>");
    Hints hints{.file_name = std::string(kName), .mail_date = seconds(1'767'320'000)};
    const auto named = read(xml, hints);
    EXPECT_EQ(head(named), "rep.example r1 1700000000-1700086399 example.com none");
    EXPECT_EQ(marks(named), "+date");
    EXPECT_TRUE(named.reports.front().identity_derived);
    hints.file_name = "report.xml";
    EXPECT_EQ(head(read(xml, hints)), "rep.example r1 1767320000-1767320000 example.com none");
}

TEST(AggregateMetadata, B11_TheMailNeverMovesTheBeginBehindTheEnd) {
    const std::string xml = report_with("<begin>1767225600</begin>", "<begin/>");
    const auto decoded = read(xml, Hints{.mail_date = seconds(1'767'320'000)});
    EXPECT_EQ(head(decoded), "rep.example r1 1767311999-1767311999 example.com none");
}

TEST(AggregateMetadata, B11_IsHeldWhenNothingTellsTheDate) {
    EXPECT_EQ(marks(read(report_with(kRange, "<begin/><end/>"))), "held missing_field");
    EXPECT_EQ(marks(read(report_with(kRange, "<begin>soon</begin>"))), "held bad_value");
}

TEST(AggregateMetadata, B21_TheFileNameThenTheRecordsTellThePolicyDomain) {
    std::string xml = sound_report();
    const std::size_t at = xml.find("<policy_published>");
    xml.erase(at, xml.find("</policy_published>") + 19 - at);
    const auto named = read(xml, Hints{.file_name = std::string(kName)});
    EXPECT_EQ(head(named), "rep.example r1 1767225600-1767311999 named.example null");
    EXPECT_TRUE(named.reports.front().identity_derived);
    const auto counted = read(xml);
    EXPECT_EQ(head(counted), kNoP);
    EXPECT_FALSE(counted.reports.front().identity_derived);
    EXPECT_EQ(marks(counted), "+policy +policy");
}

TEST(AggregateMetadata, B21_IsHeldWhenNothingTellsThePolicyDomain) {
    std::string xml = report_with("<domain>example.com</domain><adkim>", "<adkim>");
    xml.erase(xml.find("  <record>"), xml.find("</feedback>") - xml.find("  <record>"));
    EXPECT_EQ(marks(read(xml)), "held missing_field");
}

TEST(AggregateMetadata, B25_SpelledOutModesAreReadAndNoted) {
    const auto decoded = read(
        report_with("<adkim>r</adkim><aspf>r</aspf>", "<adkim>relaxed</adkim><aspf>Strict</aspf>"));
    EXPECT_EQ(body(decoded).policy.adkim, "r");
    EXPECT_EQ(body(decoded).policy.aspf, "s");
    EXPECT_EQ(marks(decoded), "+policy");
}

TEST(AggregateMetadata, B28_WordsOutsideRfc9990AreKept) {
    const auto decoded = read(report_with(
        "<p>none",
        "<np>maybe</np><testing>perhaps</testing><discovery_method>psd</discovery_method><p>none"));
    EXPECT_EQ(body(decoded).policy.np, "maybe");
    EXPECT_EQ(body(decoded).policy.testing, "perhaps");
    EXPECT_EQ(body(decoded).policy.discovery_method, "psd");
    EXPECT_EQ(body(decoded).generation, model::Generation::rfc9990);
    EXPECT_EQ(marks(decoded), "+9990 +9990");
}

TEST(AggregateMetadata, B29_VersionMayBeMissing) {
    EXPECT_EQ(body(read(report_with("<version>1.0</version>", ""))).version, std::nullopt);
    EXPECT_EQ(body(read(sound_report())).version, "1.0");
}

TEST(AggregateMetadata, B30_B31_ErrorsAreAListAndMayHaveALanguage) {
    const auto decoded = read(report_with(
        "<date_range>", "<error lang=\"en\">one</error><error/><error>two</error><date_range>"));
    EXPECT_EQ(body(decoded).errors, (std::vector<std::string>{"one", "two"}));
    const auto contact =
        read(report_with("<extra_contact_info>", "<extra_contact_info lang=\"ja\">"));
    EXPECT_EQ(body(contact).extra_contact_info, "https://rep.example/help");
}

TEST(AggregateMetadata, B32_MissingIsNull) {
    const auto decoded = read(report_with("<pct>100</pct>", ""));
    EXPECT_EQ(body(decoded).policy.pct, std::nullopt);
    EXPECT_EQ(body(decoded).policy.fo, std::nullopt);
}

TEST(AggregateMetadata, B33_AReportMayHaveNoRecords) {
    std::string xml = sound_report();
    xml.erase(xml.find("  <record>"), xml.find("</feedback>") - xml.find("  <record>"));
    EXPECT_EQ(head(read(xml)), kSound);
    EXPECT_EQ(marks(read(xml)), "+empty");
}

TEST(AggregateMetadata, GenerationIsToldByWhatOnlyRfc9990Has) {
    const std::pair<std::string_view, std::string_view> changes[] = {
        {"<date_range>", "<generator>g 1</generator><date_range>"},
        {"<p>none", "<np>none</np><p>none"},
        {"<p>none", "<testing>n</testing><p>none"},
        {"<p>none", "<discovery_method>psl</discovery_method><p>none"},
        {"<record>", "<extension/><record>"},
        {"<disposition>none", "<disposition>pass"},
        {"</spf></policy", "</spf><reason><type>policy_test_mode</type></reason></policy"},
        {"<scope>", "<human_result>x</human_result><scope>"},
    };
    for (const auto& [from, to] : changes)
        EXPECT_EQ(body(read(report_with(from, to))).generation, model::Generation::rfc9990) << to;
    EXPECT_EQ(body(read(sound_report())).generation, model::Generation::rfc7489);
}

TEST(AggregateMetadata, I7_OneIdMayBelongToSeveralReports) {
    std::string other = sound_report();
    other.replace(other.find("<domain>example.com"), 19, "<domain>example.org");
    const auto decoded = read(sound_report() + other);
    ASSERT_EQ(decoded.reports.size(), 2U);
    EXPECT_NE(decoded.reports[0].content, decoded.reports[1].content);
}

}  // namespace
}  // namespace sendpath::decode::test
