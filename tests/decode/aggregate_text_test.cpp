#include "decode/aggregate_sample.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kHead = "rep.example r1 1767225600-1767311999 example.com none";
constexpr std::string_view kFirst = "192.0.2.1 x7 none dkim=pass spf=fail from=example.com";
constexpr std::string_view kBoth =
    "192.0.2.1 x7 none dkim=pass spf=fail from=example.com; "
    "2001:db8::2 x3 reject dkim=fail spf=fail from=mail.example.com";

std::string up_to(std::string_view end) {
    const std::string whole = sound_report();
    return whole.substr(0, whole.find(end));
}
std::string without_declaration() {
    return sound_report().substr(sound_report().find("<feedback"));
}

std::string utf16(std::string_view ascii, bool big, bool mark) {
    std::string out = mark ? std::string(big ? "\xFE\xFF" : "\xFF\xFE") : std::string();
    for (const char c : ascii) {
        out += big ? '\0' : c;
        out += big ? c : '\0';
    }
    return out;
}

struct Sound {
    const char* name;
    std::string xml;
    std::string_view marks = {};
    std::string_view records = kBoth;

    friend void PrintTo(const Sound& sound, std::ostream* out) { *out << sound.name; }
};

class XmlText : public testing::TestWithParam<Sound> {};

/// Whatever its text has been through, the report says the same.
TEST_P(XmlText, IsReadAndToldOf) {
    const model::Decoded decoded = read(GetParam().xml);
    EXPECT_EQ(head(decoded), kHead);
    EXPECT_EQ(records(decoded), GetParam().records);
    EXPECT_EQ(marks(decoded), GetParam().marks);
}

INSTANTIATE_TEST_SUITE_P(
    Aggregate, XmlText,
    testing::Values(
        Sound{"Sound", sound_report()}, Sound{"A1_ByteOrderMark", "\xEF\xBB\xBF" + sound_report()},
        Sound{"A2_BlankLinesBefore", "\n  \r\n" + sound_report()},
        Sound{"A3_NoDeclaration", without_declaration()},
        Sound{"A4_DeclarationAndRootOnOneLine", report_with("?>\n<feedback", "?><feedback")},
        Sound{"A5_TextBehind", sound_report() + "-- \nsent by a list", "+trailing"},
        Sound{"A6_TextBefore", "here it is: " + sound_report(), "+leading"},
        Sound{"A6_TextBeforeRootAlone", "here it is: " + without_declaration(), "+leading"},
        Sound{"A7_CutInsideTheFirstRecord", up_to("</count>"), "+truncated -truncated@1", ""},
        Sound{"A8_CutInsideTheSecond", up_to("<header_from>mail"), "+truncated -truncated@2",
              kFirst},
        Sound{"A8_CutBetween", up_to("</feedback>"), "+truncated"},
        Sound{"A9_BareAmpersand", report_with("dmarc@rep", "d&d@rep"), "+malformed"},
        Sound{"A10_AddressInBrackets", report_with("dmarc@rep.example", "<a@b>"), "+malformed"},
        Sound{"A10_NameInBrackets", report_with("dmarc@rep.example", "Joe <joe>"), "+malformed"},
        Sound{"A12_Bell", report_with("https://rep", "\x07https://rep"), "+ctrl"},
        Sound{"A12_BellAsReference", report_with("https://rep", "&#7;https://rep"), "+ctrl"},
        Sound{"A13_Nul", report_with("192.0.2.1", "192.0.\0002.1"sv), "+ctrl"},
        Sound{"A13_NulAsReference", report_with("192.0.2.1", "192.0.&#0;2.1"), "+ctrl"},
        Sound{"A14_InvalidUtf8", report_with("https://rep", "\x91https://rep"), "+encoding"},
        Sound{"A16_Utf16LittleEndian", utf16(sound_report(), false, true)},
        Sound{"A16_Utf16BigEndian", utf16(sound_report(), true, true)},
        Sound{"A16_Utf16WithoutMark", utf16(sound_report(), false, false)},
        Sound{"A16_ClaimsUtf16IsNot", report_with("UTF-8", "UTF-16"), "+encoding"},
        Sound{"A17_UnknownEncoding", report_with("UTF-8", "x-martian"), "+encoding"},
        Sound{"A18_StraySchemaBefore",
              report_with("<feedback>", "<xs:schema xmlns:xs=\"http://x\">\n<feedback>"),
              "+malformed"},
        Sound{"A21_Doctype",
              report_with("<feedback>", "<!DOCTYPE feedback [<!ENTITY o \"evil\">]><feedback>"),
              "+dtd"},
        Sound{"A21_DoctypeWithoutEnd", report_with("<feedback>", "<!DOCTYPE f [<feedback>"),
              "+malformed +dtd"},
        Sound{"A25_UnknownElement", report_with("<version>", "<new><a/></new><version>"),
              "+unknown"},
        Sound{"A26_Comments", report_with("<row>", "<!-- a > b --><row><!---->")},
        Sound{"A26_Cdata", report_with("<count>7<", "<count><![CDATA[7]]><")},
        Sound{"A26_CommentInsideAValue", report_with("192.0.2.1", "192.0.<!-- x -->2.1")},
        Sound{"A26_EndTagInAComment", report_with("<row>", "<!-- </feedback> --><row>")},
        Sound{"A31_StrayTextBetween", report_with("</sp>", "</sp>11")},
        Sound{"A32_QuoteBehindTheDeclaration", report_with("?>", "?>'"), "+malformed"},
        Sound{"I12_StrayEndTag", report_with("<row>", "</nothing><row>"), "+malformed"},
        Sound{"I12_UnquotedAttribute", report_with("<row>", "<row a=b>"), "+malformed"}),
    [](const auto& test) { return test.param.name; });

TEST(AggregateText, A9_KeepsABareAmpersand) {
    const auto decoded = read(report_with("dmarc@rep", "d&d@rep"));
    EXPECT_EQ(body(decoded).email, "d&d@rep.example");
}

TEST(AggregateText, A10_KeepsAnAddressInBrackets) {
    EXPECT_EQ(body(read(report_with("dmarc@rep.example", "<a@b>"))).email, "<a@b>");
    EXPECT_EQ(body(read(report_with("dmarc@rep.example", "Joe <joe>"))).email, "Joe <joe>");
}

TEST(AggregateText, A11_KeepsARecordWithMarkupInItsDomain) {
    const auto decoded = read(report_with("header_from>example.com", "header_from>bad<xml.net"));
    EXPECT_EQ(records(decoded).substr(0, 61),
              "192.0.2.1 x7 none dkim=pass spf=fail from=bad<xml.net; 2001:d");
    EXPECT_EQ(marks(decoded), "+malformed");
}

TEST(AggregateText, A15_ReadsTheDeclaredCharset) {
    for (const std::string charset : {"windows-1252", "iso-8859-1"}) {
        std::string xml = report_with("<org_name>rep.example", "<org_name>r\xE9p org");
        xml.replace(xml.find("UTF-8"), 5, charset);
        const auto decoded = read(xml);
        EXPECT_EQ(body(decoded).org_name, "r\xC3\xA9p org") << charset;
        EXPECT_EQ(marks(decoded), "");
    }
}

TEST(AggregateText, A14_ReplacesOctetsThatAreNotUtf8) {
    EXPECT_EQ(body(read(report_with("<org_name>rep", "<org_name>\x91rep"))).org_name,
              "\xEF\xBF\xBDrep.example");
}

struct Space {
    const char* name;
    std::string_view root;
    std::string_view uri;
    model::Generation generation = model::Generation::rfc7489;

    friend void PrintTo(const Space& space, std::ostream* out) { *out << space.name; }
};

class Namespaces : public testing::TestWithParam<Space> {};

TEST_P(Namespaces, A19_AreKeptAndMatched) {
    const auto decoded = read(report_with("<feedback>", GetParam().root));
    EXPECT_EQ(records(decoded), kBoth);
    EXPECT_EQ(body(decoded).xml_namespace, GetParam().uri);
    EXPECT_EQ(body(decoded).generation, GetParam().generation);
}

INSTANTIATE_TEST_SUITE_P(
    Aggregate, Namespaces,
    testing::Values(Space{"Rfc9990", "<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\">",
                          "urn:ietf:params:xml:ns:dmarc-2.0", model::Generation::rfc9990},
                    Space{"Gmx", "<feedback xmlns=\"http://dmarc.org/dmarc-xml/0.1\">",
                          "http://dmarc.org/dmarc-xml/0.1"},
                    Space{"Unknown", "<feedback xmlns=\"http://x.example/y\">",
                          "http://x.example/y"},
                    Space{"Outlook",
                          "<feedback xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" "
                          "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
                          ""}),
    [](const auto& test) { return test.param.name; });

TEST(AggregateText, A20_MatchesPrefixedElementsByLocalName) {
    std::string xml = sound_report();
    for (std::size_t at = xml.find('<', 5); at != std::string::npos; at = xml.find('<', at + 1))
        xml.insert(at + (xml[at + 1] == '/' ? 2 : 1), "d:");
    const std::string undeclared = xml;
    xml.insert(xml.find("d:feedback") + 10, " xmlns:d=\"urn:ietf:params:xml:ns:dmarc-2.0\"");
    EXPECT_EQ(records(read(xml)), kBoth);
    EXPECT_EQ(head(read(xml)), kHead);
    EXPECT_EQ(records(read(undeclared)), kBoth);
}

TEST(AggregateText, I11_NeverReadsAnExtensionAsStandardData) {
    const std::string fake =
        "<record><row><source_ip>192.0.2.99</source_ip><count>9</count></row></record>";
    const auto in = [&](std::string_view open, std::string_view close) {
        return std::string(open) + fake + std::string(close);
    };
    for (const std::string& extension :
         {in("<e:x xmlns:e=\"urn:e\">", "</e:x>"), in("<x xmlns=\"urn:e\">", "</x>"),
          in("<extension>", "</extension>"),
          std::string("<e:record xmlns:e=\"urn:e\"><row><source_ip>192.0.2.99</source_ip>"
                      "<count>9</count></row></e:record>"),
          std::string("<record xmlns=\"urn:e\"><row><source_ip>192.0.2.99</source_ip>"
                      "<count>9</count></row></record>")}) {
        EXPECT_EQ(records(read(report_with("  <record>", extension + "<record>"))), kBoth)
            << extension;
    }
    const auto decoded =
        read(report_with("<count>7", "<e:count xmlns:e=\"urn:e\">1</e:count><count>7"));
    EXPECT_EQ(records(decoded), kBoth);
}

TEST(AggregateText, A21_NeverExpandsAnEntity) {
    const std::string doctype =
        "<!DOCTYPE f [<!ENTITY o \"evil\"><!ENTITY f SYSTEM "
        "\"file:///etc/hostname\">]><feedback>";
    for (const std::string entity : {"&o;", "&f;"}) {  // A23: no file either
        std::string xml = report_with("<feedback>", doctype);
        xml.replace(xml.find("rep.example<"), 11, entity + "rep.example");
        EXPECT_EQ(head(read(xml)), kHead);
        EXPECT_EQ(marks(read(xml)), "+dtd");
    }
}

TEST(AggregateText, A22_DropsABillionLaughs) {
    std::string doctype = "<!DOCTYPE f [<!ENTITY l0 \"lol\">";
    for (int i = 1; i < 10; ++i) {
        doctype += "<!ENTITY l" + std::to_string(i) + " \"";
        for (int j = 0; j < 10; ++j) doctype += "&l" + std::to_string(i - 1) + ";";
        doctype += "\">";
    }
    std::string xml = report_with("<feedback>", doctype + "]><feedback>");
    xml.replace(xml.find("rep.example<"), 11, "rep.example&l9;");
    EXPECT_EQ(head(read(xml)), kHead);
}

TEST(AggregateText, A27_ReadsTwoDocumentsInARow) {
    std::string second = sound_report();
    second.replace(second.find(">r1<"), 4, ">r2<");
    const auto decoded = read(sound_report() + second);
    ASSERT_EQ(decoded.reports.size(), 2U);
    EXPECT_EQ(marks(decoded), "");
    EXPECT_EQ(std::get<model::AggregateReport>(decoded.reports[1].body).report_id, "r2");
    EXPECT_NE(decoded.reports[0].content, decoded.reports[1].content);
}

TEST(AggregateText, A27_ReadsTheFirstWhenTheSecondIsBroken) {
    const auto decoded = read(sound_report() + up_to("</feedback>"));
    ASSERT_EQ(decoded.reports.size(), 1U);
    EXPECT_EQ(marks(decoded), "+trailing");
    EXPECT_EQ(records(decoded), kBoth);
}

struct Refused {
    const char* name;
    std::string xml;
    std::string_view marks;
    std::string_view detail;

    friend void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.name; }
};

class NoReport : public testing::TestWithParam<Refused> {};

TEST_P(NoReport, IsHeldWithItsOwnReason) {
    const auto decoded = read(GetParam().xml);
    EXPECT_EQ(marks(decoded), GetParam().marks);
    ASSERT_FALSE(decoded.held.empty());
    EXPECT_EQ(decoded.held.front().detail, GetParam().detail);
}

INSTANTIATE_TEST_SUITE_P(
    Aggregate, NoReport,
    testing::Values(Refused{"A6_TooMuchBefore", std::string(1100, 'x') + sound_report(),
                            "held not_a_report", "no <feedback> element"},
                    Refused{"A28_Placeholder", "unused\n", "held placeholder_body",
                            "the word \"unused\" in the place of a report"},
                    Refused{"A29_Empty", "", "held empty", "an empty file"},
                    Refused{"A29_WhiteSpace", " \r\n", "held empty", "nothing but white space"},
                    Refused{"A29_Html", "<!DOCTYPE html><html><body>no</body></html>",
                            "held not_a_report", "an HTML page"},
                    Refused{"OtherRoot", "<rfc><front/></rfc>", "held not_a_report",
                            "the root element is rfc, not feedback"},
                    Refused{"CutInTheRoot", "<?xml version=\"1.0\"?><feedb", "held bad_xml",
                            "cut off before any element is complete"},
                    Refused{"NothingInIt", "<feedback></feedback>", "held missing_field",
                            "neither report_metadata nor policy_published nor a record"}),
    [](const auto& test) { return test.param.name; });

TEST(AggregateText, A6_TakesOneKibibyteBefore) {
    EXPECT_EQ(marks(read(std::string(1024, 'x') + sound_report())), "+leading");
}

TEST(AggregateText, A30_KeepsTheReportersErrorsApartFromOurs) {
    const auto decoded = read(report_with("<email>dmarc@rep.example</email>",
                                          "<email>a&b</email><error>two records</error>"));
    EXPECT_EQ(body(decoded).errors, std::vector<std::string>{"two records"});
    EXPECT_EQ(marks(decoded), "+malformed");
}

TEST(AggregateText, EveryPrefixIsHeldOrTellsNothingWrong) {
    const std::string whole = sound_report();
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        const auto decoded = read(whole.substr(0, size));
        ASSERT_EQ(decoded.reports.size() + decoded.held.size(), 1U) << size;
        if (decoded.reports.empty()) continue;
        const std::string seen = records(decoded);
        EXPECT_TRUE(seen.empty() || seen == kFirst || seen == kBoth) << size << ": " << seen;
        EXPECT_NE(marks(decoded).find("+truncated"), std::string::npos) << size;
        EXPECT_EQ(head(decoded).substr(0, 14), "rep.example r1") << size;
    }
}

TEST(AggregateText, EveryLostOctetIsHeldOrToldOf) {
    const std::string whole = sound_report();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        const auto decoded = read(std::string(whole).erase(at, 1));
        EXPECT_EQ(decoded.reports.size() + decoded.held.size(), 1U) << at;
    }
}

}  // namespace
}  // namespace sendpath::decode::test
