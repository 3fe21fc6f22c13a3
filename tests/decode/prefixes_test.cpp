#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;

struct Row {
    const char* name;
    std::string octets;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

class EveryPrefix : public testing::TestWithParam<Row> {};

/// A cut off input gives the whole report, the same report marked as cut off, or a reason: never a
/// crash and never silence.
TEST_P(EveryPrefix, GivesAReportOrAReason) {
    const std::string& octets = GetParam().octets;
    for (std::size_t size = 0; size <= octets.size(); ++size) {
        const model::Decoded decoded = decode(octets.substr(0, size), {});
        EXPECT_FALSE(decoded.reports.empty() && decoded.held.empty()) << size;
        EXPECT_LE(decoded.reports.size(), 1U) << size;
    }
    EXPECT_EQ(decode(octets, {}).reports.size(), 1U);
}

std::vector<Row> rows() {
    const std::string xml = report_xml("r1");
    const std::string gz = gzipped(xml);
    return {
        {"Gzip", gz},
        {"Zip", zipped({{"a.xml", xml}})},
        {"Zlib", zlibbed(xml)},
        {"TlsJson", tls_json("t1")},
        {"Base64", base64(gz)},
        {"Mail", mail_of({{"Content-Type: text/plain\r\n", "A report."},
                          attachment("application/gzip", "a.xml.gz", gz)})},
        {"ForwardedMail", mail_of({{"Content-Type: message/rfc822\r\n",
                                    mail_of_one(attachment("application/zip", "a.zip",
                                                           zipped({{"a.xml", xml}})))}})},
        {"FailureMail",
         mail_of({{"Content-Type: message/feedback-report\r\n",
                   "Feedback-Type: auth-failure\r\nSource-IP: 192.0.2.1\r\n"},
                  {"Content-Type: message/rfc822\r\n", "From: a@example.com\r\n\r\nx\r\n"}},
                 "multipart/report; report-type=feedback-report")},
    };
}

INSTANTIATE_TEST_SUITE_P(Decode, EveryPrefix, testing::ValuesIn(rows()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace sendpath::decode::test
