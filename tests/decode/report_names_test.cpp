#include "decode/report_file_name.hpp"
#include "decode/report_number.hpp"
#include "decode/report_subject.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode {
namespace {

std::string shown(std::string_view file_name) {
    const auto name = parse_report_file_name(file_name);
    if (!name) return "none";
    return name->receiver + "|" + name->domain + "|" + std::to_string(count(name->begin)) + "|" +
           std::to_string(count(name->end)) + "|" + name->unique_id;
}

// Source: RFC 9990 section 3.5.1 and what reporters make of it.
TEST(ReportFileName, ReadsWhatReportersWrite) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"mail.receiver.example!example.com!1013662812!1013749130.xml.gz",
         "mail.receiver.example|example.com|1013662812|1013749130|"},
        {"xs.example!example.net!1627257600!1627343999!9725429.xml.gz",
         "xs.example|example.net|1627257600|1627343999|9725429"},
        {"example.org!Example.com!1700000000!1700086399.xml",
         "example.org|example.com|1700000000|1700086399|"},
        {"google.com!example.com!1549929600!1550015999.zip",
         "google.com|example.com|1549929600|1550015999|"},
        {"mail.receiver.example!example.com!1013662812!1013749130.gz",
         "mail.receiver.example|example.com|1013662812|1013749130|"},
        {"r.example!example.com!1536853302!1536939702!2940.xml.ZIP",
         "r.example|example.com|1536853302|1536939702|2940"},
        {"r.example!example.com!1!2!7b0e0f5e-1a2b-4c3d-8e9f-001122334455.xml.gz",
         "r.example|example.com|1|2|7b0e0f5e-1a2b-4c3d-8e9f-001122334455"},
        {"y.example!example.com!1337270400!1337356799.20120518.xml",
         "y.example|example.com|1337270400|1337356799|20120518"},
        {"!example.com!1538204542!1538463818.xml", "|example.com|1538204542|1538463818|"},
        {"s.example!example.com!1!2!001.json.gz", "s.example|example.com|1|2|001"},
        {"report.xml.gz", "none"},
        {"../../etc/x!example.com!1!2.xml", "none"},
        {"a!b!c!d.xml", "none"},
        {"a!!1!2.xml", "none"},
        {"a!b!1!2!3!4.xml", "none"},
        {"a!b!99999999999999999999!2.xml", "none"},
        {"", "none"},
    };
    for (const auto& [name, expected] : table) EXPECT_EQ(shown(name), expected) << name;
}

TEST(ReportSubject, ReadsWhatReportersWrite) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"Report Domain: example.com Submitter: mail.receiver.example Report-ID: <2002.02.15.1>",
         "example.com|mail.receiver.example|2002.02.15.1"},
        {"Report domain: example.com Submitter: google.com Report-ID: 949348866075514174",
         "example.com|google.com|949348866075514174"},
        {"Report Domain: example.net; Submitter: Mail.Ru; Report-ID: 82403907998914",
         "example.net|Mail.Ru|82403907998914"},
        {"[Preview] Report Domain: example.net Submitter: protection.outlook.com Report-ID: "
         "8be4eb9d",
         "example.net|protection.outlook.com|8be4eb9d"},
        {"Dmarc Aggregate Report Domain: {example.com} Submitter: {Amazon SES} Date: {2022-09-19} "
         "Report-ID: {6b06c366}",
         "example.com|Amazon SES|6b06c366"},
        {"Report\t Domain:  example.com\r\n Submitter: a.example", "example.com|a.example|"},
        {"Your weekly news", "none"},
        {"Report Domain: not a name Submitter: x", "none"},
        {"", "none"},
    };
    for (const auto& [subject, expected] : table) {
        const auto read = parse_report_subject(subject);
        EXPECT_EQ(read ? read->domain + "|" + read->submitter + "|" + read->report_id : "none",
                  expected)
            << subject;
    }
}

TEST(ReportTime, ReadsSecondsFinerUnitsAndIso8601) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"1767225600", "1767225600"},
        {"1767225600.0", "1767225600"},
        {"-1", "-1"},
        {"0", "0"},
        {"100000000000", "100000000000"},
        {"100000000001", "100000000 odd"},
        {"1767225600123", "1767225600 odd"},
        {"2026-01-01T00:00:00Z", "1767225600 odd"},
        {"2026-01-01 01:00:00+01:00", "1767225600 odd"},
        {"2026-01-01", "1767225600 odd"},
        {"", "none"},
        {"soon", "none"},
        {"12x", "none"},
        {"99999999999999999999", "none"},
    };
    for (const auto& [text, expected] : table) {
        const auto time = report_time(text);
        const std::string shown =
            time ? std::to_string(count(time->time)) + (time->odd ? " odd" : "") : "none";
        EXPECT_EQ(shown, expected) << text;
    }
}

}  // namespace
}  // namespace sendpath::decode
