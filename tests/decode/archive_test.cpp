#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;
using namespace std::string_literals;

struct Row {
    const char* name;  // begins with the row of the tolerance catalogue
    std::string octets;
    std::string expected;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

class Container : public testing::TestWithParam<Row> {};

TEST_P(Container, GivesWhatTheCatalogueSays) {
    EXPECT_EQ(told(GetParam().octets), GetParam().expected);
}

/// Deflates badly on purpose: hundreds of records of changing text.
std::string long_xml() {
    std::string xml = report_xml("r1");
    std::string noise;
    for (unsigned i = 0; i < 400; ++i)
        noise += "<note>" + std::to_string(i * 2654435761U) + "</note>";
    return xml.insert(xml.find("<record>"), noise);
}

std::string large_xml() {
    std::string xml = report_xml("r1");
    return xml.insert(xml.find("<record>"), 3U << 20U, ' ');
}

std::string without_tail(std::string octets, std::size_t count) {
    octets.resize(octets.size() - count);
    return octets;
}

std::string with_octet(std::string octets, std::size_t from_end, char value) {
    octets[octets.size() - from_end] = value;
    return octets;
}

std::string named(std::string octets, std::string name) {  // a zip of one file
    return zipped({{std::move(name), std::move(octets)}});
}

std::string uuencoded(std::string_view octets) {
    std::string out = "begin 644 report.xml\n";
    for (std::size_t at = 0; at < octets.size(); at += 45) {
        const std::string_view line = octets.substr(at, 45);
        const auto six = [](unsigned value) {
            return static_cast<char>(value == 0 ? '`' : ' ' + value);
        };
        out += six(static_cast<unsigned>(line.size()));
        for (std::size_t i = 0; i < line.size(); i += 3) {
            unsigned group = 0;
            for (std::size_t k = 0; k < 3; ++k)
                group = group << 8U |
                        (i + k < line.size() ? static_cast<unsigned char>(line[i + k]) : 0U);
            for (unsigned shift = 18; shift <= 18; shift -= 6) out += six(group >> shift & 63U);
        }
        out += '\n';
    }
    return out + "`\nend\n";
}

std::vector<Row> rows() {
    const std::string xml = report_xml("r1");
    const std::string xml2 = report_xml("r2");
    const std::string gz = gzipped(xml);
    const std::string zip = named(xml, "a.xml");
    const std::string half = xml.substr(0, xml.size() / 2);
    return {
        {"D1_PlainXml", xml, "aggregate r1"},
        {"D1_Gzip", gz, "aggregate r1"},
        {"D1_Zip", zip, "aggregate r1 [a.xml]"},
        {"D2_GzipAndCrlf", gz + "\r\n", "aggregate r1"},
        {"D2_GzipAndSixteenOctets", gz + std::string(16, '\0'), "aggregate r1"},
        {"D2_GzipAndJunk", gz + std::string(1024, 'j'), "aggregate r1 +trailing"},
        {"D3_GzipWithoutTrailer", without_tail(gz, 8), "aggregate r1 +truncated"},
        {"D3_GzipCutBeforeAnything", gz.substr(0, 12), "held bad_archive"},
        {"D4_GzipWithWrongSum", with_octet(gz, 6, '!'), "aggregate r1 +crc"},
        {"D4_GzipWithWrongSumOverDamagedXml", with_octet(gzipped(without_tail(xml, 12)), 6, '!'),
         "held bad_archive"},
        {"D5_TwoMembersOneDocument", gzipped(half) + gzipped(xml.substr(half.size())),
         "aggregate r1"},
        {"D6_GzipInGzip", gzipped(gz), "aggregate r1"},
        {"D6_GzipInZip", named(gz, "a.xml.gz"), "aggregate r1 [a.xml.gz]"},
        {"D6_ZipInGzipInGzip", gzipped(gzipped(zip)), "aggregate r1 [a.xml]"},
        {"D6_FourDeep", gzipped(gzipped(gzipped(gz))), "held too_deep"},
        {"D7_DirectoryAndMacJunkFirst",
         zipped({{"reports/", ""},
                 {"__MACOSX/a.xml", "junk"},
                 {".DS_Store", "junk"},
                 {"reports/a.xml", xml}}),
         "aggregate r1 [reports/a.xml]"},
        {"D8_TwoReports", zipped({{"a.xml", xml}, {"b.xml", xml2}}),
         "aggregate r1 [a.xml]; aggregate r2 [b.xml]"},
        {"D8_OneGoodOneBroken", zipped({{"a.xml", "garbage"}, {"b.xml", xml2}}),
         "aggregate r2 [b.xml]; held bad_xml [a.xml]"},
        {"D8_ReportAndReadme", zipped({{"readme.txt", "hello"}, {"b.xml", xml2}}),
         "aggregate r2 [b.xml]"},
        {"D9_NoEntries", zipped({}), "held empty"},
        {"D9_DirectoriesAlone", zipped({{"a/", ""}}), "held empty"},
        {"D10_ZipAndCrlf", zip + "\r\n", "aggregate r1 [a.xml]"},
        {"D11_CrlfBeforeZip", "\r\n" + zip, "aggregate r1 [a.xml]"},
        {"D11_TextBeforeZip", std::string(500, 'x') + zip, "aggregate r1 [a.xml]"},
        {"D11_TooMuchBeforeZip", std::string(513, 'x') + zip, "held not_a_report"},
        {"D12_Zlib", zlibbed(xml), "aggregate r1"},
        {"D12_Base64Text", base64(gz), "aggregate r1"},
        {"D12_Base64OfXml", base64(xml), "aggregate r1"},
        {"D12_Uuencoded", uuencoded(gz), "aggregate r1"},
        {"D13_Bzip2", "BZh91AY&SY", "held unsupported_type"},
        {"D13_Xz", "\xfd"s + "7zXZ\0\0"s, "held unsupported_type"},
        {"D13_Rar", "Rar!\x1a\7\0"s, "held unsupported_type"},
        {"D13_SevenZip", "7z\xbc\xaf\x27\x1c"s, "held unsupported_type"},
        {"D14_Encrypted", zipped({{"a.xml", xml, 1}}), "held encrypted [a.xml]"},
        {"D14_EncryptedBesidePlain", zipped({{"a.xml", xml, 1}, {"b.xml", xml2}}),
         "aggregate r2 [b.xml]; held encrypted [a.xml]"},
        {"D16_ClaimsLess", zipped({{"a.xml", xml, 0, 100}}), "aggregate r1 [a.xml]"},
        {"D16_ClaimsMore", zipped({{"a.xml", xml, 0, 0x7fffffff}}), "aggregate r1 [a.xml]"},
        {"D4_ZipWithWrongSum", zipped({{"a.xml", xml, 0, 0, 7}}), "aggregate r1 [a.xml] +crc"},
        {"ZipWithoutDirectory", zip.substr(0, zip.find("PK\1\2")),
         "aggregate r1 [a.xml] +zip-directory"},
        {"ZipAndMuchJunk", zip + std::string(70'000, 'j'), "aggregate r1 [a.xml] +zip-directory"},
        // Over a mebibyte of unknown size, which is measured before it is kept.
        {"LargeZlib", zlibbed(large_xml()), "aggregate r1"},
        {"D2_LargeGzipAndJunk", gzipped(large_xml()) + std::string(100, 'j'),
         "aggregate r1 +trailing"},
        {"D3_LargeGzipWithoutTrailer", without_tail(gzipped(large_xml()), 8),
         "aggregate r1 +truncated"},
        {"D4_LargeGzipWithWrongSum", with_octet(gzipped(large_xml()), 6, '!'), "aggregate r1 +crc"},
        {"OfficeDocument", zipped({{"[Content_Types].xml", "<Types/>"}, {"a.xml", "<w/>"}}),
         "held not_a_report"},
        {"E18_OutlookMsg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1more"s, "held unsupported_type"},
        {"E17_Tnef", "\x78\x9f\x3e\x22more", "held unsupported_type"},
        {"A28_Placeholder", "unused\n", "held placeholder_body"},
        {"A29_Empty", "", "held empty"},
        {"A29_WhiteSpace", " \r\n\t ", "held empty"},
        {"A29_HtmlPage", "<!DOCTYPE html><html></html>", "held not_a_report"},
        {"Garbage", "just some words", "held not_a_report"},
    };
}

INSTANTIATE_TEST_SUITE_P(Decode, Container, testing::ValuesIn(rows()),
                         [](const auto& test) { return test.param.name; });

TEST(CutGzip, D3_GivesWhatIsThereWhenTheDocumentRecovers) {
    const std::string gz = gzipped(long_xml());
    const model::Decoded decoded = decode(gz.substr(0, gz.size() - 200), {});
    for (const model::Report& report : decoded.reports)
        EXPECT_NE(told(decoded).find("+truncated"), std::string::npos) << report.part;
    for (const model::Held& held : decoded.held)
        EXPECT_EQ(held.reason, model::HeldReason::bad_archive);
    EXPECT_FALSE(decoded.reports.empty() && decoded.held.empty());
}

TEST(Recompressed, I8_HasTheSameContent) {
    const std::string xml = report_xml("r1");
    const auto content = [](std::string octets) {
        return decode(std::move(octets), {}).reports.at(0).content;
    };
    EXPECT_EQ(content(xml), content(gzipped(xml)));
    EXPECT_EQ(content(xml), content(zipped({{"x.xml", xml}})));
    EXPECT_EQ(content(xml), content(gzipped(gzipped(xml))));
    EXPECT_NE(content(xml), content(report_xml("r2")));
}

TEST(Unsupported, D13_IsNamed) {
    EXPECT_EQ(held_detail(decode("Rar!\x1a\7", {})), "rar");
    EXPECT_EQ(held_detail(decode("BZh9", {})), "bzip2");
}

TEST(ReportName, OfTheArchiveServesWhereThatOfTheEntryTellsLess) {
    // B11 takes dates from names: an entry called report.xml must not hide the archive's.
    EXPECT_EQ(told(zipped({{"report.xml", report_xml("r1")}}), {},
                   "rx.example!example.com!1767225600!1767311999.zip"),
              "aggregate r1 [report.xml]");
}

}  // namespace
}  // namespace sendpath::decode::test
