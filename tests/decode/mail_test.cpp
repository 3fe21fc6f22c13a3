#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;

struct Row {
    const char* name;  // begins with the row of the tolerance catalogue
    std::string mail;
    std::string expected;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

class Mail : public testing::TestWithParam<Row> {};

TEST_P(Mail, GivesWhatTheCatalogueSays) {
    EXPECT_EQ(told(GetParam().mail), GetParam().expected);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

const MailPart kText{"Content-Type: text/plain; charset=us-ascii\r\n", "This is a report.\r\n"};

MailPart plain(std::string_view media, std::string body, std::string encoding = "8bit") {
    return {"Content-Type: " + std::string(media) + "\r\nContent-Transfer-Encoding: " + encoding +
                "\r\n",
            std::move(body)};
}

/// Quoted-printable with every octet that needs it escaped and soft line breaks.
std::string escaped(std::string_view octets) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (const char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        const bool escape = c == '=' || octet > 126 || (octet < 32 && c != '\n');
        if (escape)
            out += {'=', hex[octet >> 4U], hex[octet & 15U]};
        else
            out += c;
        column = c == '\n' ? 0 : column + 1;
        if (column > 60) out += "=\r\n", column = 0;
    }
    return out;
}

std::vector<Row> containers() {
    const std::string xml = report_xml("r1");
    const std::string gz = gzipped(xml);
    const std::string zip = zipped({{"a.xml", xml}});
    const MailPart report = attachment("application/gzip", "a.xml.gz", gz);
    return {
        {"E1_Gzip", mail_of({kText, report}), "aggregate r1 [2]"},
        {"E1_GzipCalledZip", mail_of({kText, attachment("application/zip", "a.zip", gz)}),
         "aggregate r1 [2]"},
        {"E1_ZipCalledGzip", mail_of({kText, attachment("application/gzip", "a.gz", zip)}),
         "aggregate r1 [2/a.xml]"},
        {"E1_OctetStream", mail_of({kText, attachment("application/octet-stream", "", gz)}),
         "aggregate r1 [2]"},
        {"E2_WholeBodyIsTheArchive", mail_of_one(attachment("application/x-gzip", "a.xml.gz", gz)),
         "aggregate r1"},
        {"E3_XmlInBase64", mail_of({attachment("application/xml", "a.xml", xml)}),
         "aggregate r1 [1]"},
        {"E4_XmlEightBit", mail_of({plain("text/xml", xml)}), "aggregate r1 [1]"},
        {"E4_XmlQuotedPrintable", mail_of({plain("text/xml", escaped(xml), "quoted-printable")}),
         "aggregate r1 [1]"},
        {"E5_XmlAsText", mail_of({kText, plain("text/plain; name=a.xml", xml)}),
         "aggregate r1 [2]"},
        {"E5_XmlAsTheBody", mail_of_one(plain("text/plain", xml)), "aggregate r1"},
        {"E6_GzipCalledText", mail_of({kText, attachment("text/plain", "", gz)}),
         "aggregate r1 [2]"},
        {"E6_GzipCalledHtml", mail_of({kText, attachment("text/html", "", gz)}),
         "aggregate r1 [2]"},
        {"E7_RawGzip", mail_of({kText, plain("application/gzip", gz, "binary")}),
         "aggregate r1 [2]"},
        {"E7_LabelledBase64NeverEncoded", mail_of({plain("text/xml", xml, "base64")}),
         "aggregate r1 [1]"},
        {"E8_TwoReports",
         mail_of({report,
                  attachment("application/zip", "b.zip", zipped({{"b.xml", report_xml("r2")}}))}),
         "aggregate r1 [1]; aggregate r2 [2/b.xml]"},
        {"E8_OneBrokenOneGood",
         mail_of({attachment("application/gzip", "bad.gz", "no gzip"), report}),
         "aggregate r1 [2]; held bad_archive [1]"},
        {"E9_LogoFirst",
         mail_of({kText, attachment("image/png", "logo.png", "\x89PNG\r\n\x1a\n...."), report}),
         "aggregate r1 [3]"},
        {"E14_Base64WithJunk",
         mail_of({{report.header, replaced(replaced(report.body, "A", " A"), "\r\n", "*\r\n!")}}),
         "aggregate r1 [1]"},
        {"E14_Base64WithoutPadding", mail_of({{report.header, replaced(report.body, "=", "")}}),
         "aggregate r1 [1]"},
        {"E16_FooterPartAfterIt", mail_of({kText, report, kText}), "aggregate r1 [2]"},
        {"E16_FooterInTheSamePart",
         mail_of(
             {{report.header, report.body + "\r\n____\r\nMailing list of all who like lists\r\n"}}),
         "aggregate r1 [1] +trailing"},
        {"E17_WinmailDat",
         mail_of({kText, attachment("application/ms-tnef", "winmail.dat", "\x78\x9f\x3e\x22..")}),
         "held unsupported_type [2]"},
        {"E19_NoReport", mail_of({kText}), "held not_a_report"},
        {"E22_TlsGzip",
         mail_of(
             {kText, attachment("application/tlsrpt+gzip", "t.json.gz", gzipped(tls_json("t1")))},
             "multipart/report; report-type=\"tlsrpt\""),
         "tls t1 [2]"},
        {"E22_TlsJson", mail_of({kText, plain("application/tlsrpt+json", tls_json("t1"))}),
         "tls t1 [2]"},
        {"E22_TlsOctetStream",
         mail_of({kText, attachment("application/octet-stream", "t", tls_json("t1"))}),
         "tls t1 [2]"},
        {"I6_TwoOfOneName",
         mail_of({report, attachment("application/gzip", "a.xml.gz", gzipped(report_xml("r2")))}),
         "aggregate r1 [1]; aggregate r2 [2]"},
        {"I12_GzipInZip",
         mail_of({attachment("application/zip", "a.zip", zipped({{"a.xml.gz", gz}}))}),
         "aggregate r1 [1/a.xml.gz]"},
        {"I12_CutGzip",
         mail_of({attachment("application/gzip", "a.gz", gz.substr(0, gz.size() - 8))}),
         "aggregate r1 [1] +truncated"},
        {"I12_InlineTextXml",
         mail_of({kText, {"Content-Type: text/xml\r\nContent-Disposition: inline\r\n", xml}}),
         "aggregate r1 [2]"},
        {"I12_BareAmpersand",
         mail_of({plain("text/xml", replaced(xml, "dmarc@rx.example", "a&b@rx.example"))}),
         "aggregate r1 [1] +malformed"},
        {"I12_LatinOneClaimedUtf8",
         mail_of({plain("text/xml", replaced(xml, "Receiver",
                                             "R\xe9"
                                             "ceiver"))}),
         "aggregate r1 [1] +encoding"},
        {"I12_ReportInsideMail", mail_of({plain("message/rfc822", mail_of_one(report), "7bit")}),
         "aggregate r1 [1]"},
        {"A28_PlaceholderInZip",
         mail_of({attachment("application/zip", "a.zip", zipped({{"a.xml", "unused"}}))}),
         "held placeholder_body [1/a.xml]"},
        {"A29_EmptyAttachment", mail_of({attachment("application/gzip", "a.xml.gz", "")}),
         "held empty [1]"},
    };
}

std::vector<Row> structures() {
    const std::string gz = gzipped(report_xml("r1"));
    const MailPart report = attachment("application/gzip", "a.xml.gz", gz);
    const std::string mail = mail_of({kText, report});
    const std::string forwarded = replaced(mail, "=_b1", "=_b2");
    const std::string inner = "--=_in\r\n" + report.header + "\r\n" + report.body + "\r\n";
    return {
        {"E10_Forwarded", mail_of({kText, plain("message/rfc822", forwarded, "7bit")}),
         "aggregate r1 [2.2]"},
        {"E11_ForwardedInBase64", mail_of({kText, attachment("message/rfc822", "", forwarded)}),
         "aggregate r1 [2.2]"},
        {"E11_ForwardedAsAFile",
         mail_of({kText, attachment("application/octet-stream", "report.eml", forwarded)}),
         "aggregate r1 [2.2]"},
        {"MailsInAZip", zipped({{"a.eml", mail}, {"b.eml", mail_of({kText})}}),
         "aggregate r1 [a.eml.2]"},
        {"E11_AttachedTwice", mail_of({report, report}), "aggregate r1 [1] +repeated"},
        {"E11_ForwardedAndAttached", mail_of({plain("message/rfc822", forwarded, "7bit"), report}),
         "aggregate r1 [1.2] +repeated"},
        {"DigestOfMails", mail_of({{"", forwarded}}, "multipart/digest"), "aggregate r1 [1.2]"},
        {"E12_NoDate", replaced(mail, "Date: Thu, 01 Jan 2026 01:02:03 +0000\r\n", ""),
         "aggregate r1 [2]"},
        {"E13_BadDate", replaced(mail, "Thu, 01 Jan 2026 01:02:03 +0000", "yesterday"),
         "aggregate r1 [2]"},
        {"E15_LineFeedsAlone", replaced(mail, "\r\n", "\n"), "aggregate r1 [2]"},
        {"E15_CarriageReturnsAlone", replaced(mail, "\r\n", "\r"), "aggregate r1 [2]"},
        {"E15_MboxLine", "From noreply@rx.example Thu Jan  1 01:02:03 2026\r\n" + mail,
         "aggregate r1 [2]"},
        {"E15_BlankLineFirst", "\r\n" + mail, "aggregate r1 [2]"},
        {"E20_LostIndent", replaced(mail, "mixed; boundary", "mixed;\r\nboundary"),
         "aggregate r1 [2]"},
        {"E21_ManyHeaderLines",
         [&] {
             std::string many;
             for (int i = 0; i < 700; ++i)
                 many += "Received: from a by b;\r\n\tThu, 1 Jan 2026\r\n";
             return many + mail;
         }(),
         "aggregate r1 [2]"},
        {"SpacesAfterDelimiter", replaced(mail, "--=_b1\r\n", "--=_b1 \t\r\n"), "aggregate r1 [2]"},
        {"DelimiterInsideALineIsNone",
         mail_of({plain("text/plain", "see --=_b1 here\r\n"), report}), "aggregate r1 [2]"},
        {"InnerMultipartNeverClosed",
         mail_of({{"Content-Type: multipart/mixed; boundary=\"=_in\"\r\n", inner}, report}),
         "aggregate r1 [1.1] +repeated"},
        {"NoBoundaryParameter", replaced(mail, "; boundary=\"=_b1\"", ""), "aggregate r1 [2]"},
        {"WrongBoundaryParameter", replaced(mail, "boundary=\"=_b1\"", "boundary=other"),
         "aggregate r1 [2]"},
        {"SemicolonInBoundary", replaced(mail, "=_b1", "=_b;1"), "aggregate r1 [2]"},
        {"SemicolonInFileName", replaced(mail, "a.xml.gz", "a;b.xml.gz"), "aggregate r1 [2]"},
        {"NoFinalDelimiter", replaced(mail, "--=_b1--\r\nepilogue\r\n", ""), "aggregate r1 [2]"},
        {"OddLineInHeader", replaced(mail, "MIME-Version", "\xe9 odd line\r\nMIME-Version"),
         "aggregate r1 [2]"},
        {"DelimiterNeverOccurs",
         mail_header() + "Content-Type: multipart/mixed; boundary=x\r\n\r\nnothing here\r\n",
         "held mime_broken"},
        {"XmlRightAfterTheHeader", mail_header() + "Content-Type: text/xml\r\n" + report_xml("r1"),
         "aggregate r1"},
        {"UuencodedBody",
         mail_header() + "\r\nHere it is:\r\n\r\nbegin 644 a.xml\r\n#0V%T\r\n`\r\nend\r\n",
         "held not_a_report"},
        {"I9_Bounce",
         mail_of({kText, plain("message/delivery-status", "Reporting-MTA: dns; x\r\n", "7bit"),
                  plain("message/rfc822", forwarded, "7bit")},
                 "multipart/report; report-type=delivery-status"),
         "held not_a_report"},
        {"I9_BounceWithoutReportType",
         mail_of({kText, plain("message/delivery-status", "Reporting-MTA: dns; x\r\n", "7bit"),
                  plain("message/rfc822", forwarded, "7bit")},
                 "multipart/report"),
         "held not_a_report"},
        {"AnnouncedReport",
         mail_of_one({"Content-Type: text/plain\r\n",
                      "Report-Date: 1 Jan 2026\r\nReport-Domain: example.com\r\nReport-ID: 7\r\n"
                      "Report-Size: 99999999\r\nSubmitter: rx.example\r\n"
                      "Submitting-URI: mailto:dmarc@example.com\r\n"}),
         "held not_a_report"},
    };
}

INSTANTIATE_TEST_SUITE_P(Containers, Mail, testing::ValuesIn(containers()),
                         [](const auto& test) { return test.param.name; });
INSTANTIATE_TEST_SUITE_P(Structures, Mail, testing::ValuesIn(structures()),
                         [](const auto& test) { return test.param.name; });

TEST(MailSummary, IsFilledAndDecoded) {
    std::string mail = mail_of({kText});
    mail = replaced(mail, "\"DMARC Reports\"", "=?utf-8?Q?R=C3=A9p?= =?utf-8?B?b3J0cw==?=");
    const model::Decoded decoded = decode(mail, {});
    ASSERT_TRUE(decoded.mail);
    EXPECT_EQ(decoded.mail->from, "R\xc3\xa9ports <noreply@rx.example>");
    EXPECT_EQ(decoded.mail->from_domain, "rx.example");
    EXPECT_EQ(decoded.mail->to, "dmarc@example.com");
    EXPECT_EQ(decoded.mail->message_id, "<1@rx.example>");
    EXPECT_EQ(decoded.mail->date, seconds(1'767'229'323));
    EXPECT_EQ(decoded.mail->subject,
              "Report Domain: example.com Submitter: rx.example Report-ID: <1>");
}

TEST(MailSummary, E13_HasNoDateWhereTheDateIsGarbage) {
    const model::Decoded decoded =
        decode(replaced(mail_of({kText}), "Thu, 01 Jan 2026 01:02:03 +0000", "yesterday"), {});
    ASSERT_TRUE(decoded.mail);
    EXPECT_FALSE(decoded.mail->date);
}

TEST(BareFile, HasNoMailSummary) {
    EXPECT_FALSE(decode(report_xml("r1"), {}).mail);
}

TEST(AnnouncedReport, IsToldWithWhatTheMailSays) {
    const model::Decoded decoded =
        decode(mail_of_one({"Content-Type: text/plain\r\n",
                            "Report-Domain: example.com\r\nReport-ID: 7\r\nReport-Size: 99\r\n"}),
               {});
    EXPECT_EQ(held_detail(decoded),
              "report announced but not delivered: domain example.com, id 7, size 99");
}

TEST(Bounce, I9_IsToldAsSuch) {
    const std::string returned =
        replaced(mail_of({attachment("text/xml", "a.xml", report_xml("r1"))}), "=_b1", "=_b2");
    const model::Decoded decoded =
        decode(mail_of({kText, plain("message/rfc822", returned, "7bit")},
                       "multipart/report; report-type=delivery-status"),
               {});
    EXPECT_TRUE(decoded.reports.empty());
    EXPECT_NE(held_detail(decoded).find("bounce"), std::string::npos);
}

}  // namespace
}  // namespace sendpath::decode::test
