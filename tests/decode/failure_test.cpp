#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;
using Failure = model::FailureReport;

constexpr std::string_view kFeedback =
    "Feedback-Type: auth-failure\r\nUser-Agent: Reporter/1.0\r\nVersion: 1\r\n"
    "Auth-Failure: dmarc\r\nIdentity-Alignment: dkim , spf\r\n"
    "Authentication-Results: rx.example; dmarc=fail\r\n  header.from=example.com\r\n"
    "Original-Mail-From: <bounce@esp.example>\r\nArrival-Date: Fri, 02 Jan 2026 00:00:00 +0000\r\n"
    "Source-IP: 192.0.2.1\r\nReported-Domain: example.com\r\nDelivery-Result: delivered\r\n";
constexpr std::string_view kOriginal =
    "From: Someone <a@example.com>\r\nTo: b@rx.example\r\nSubject: Hello\r\n"
    "Message-ID: <m@example.com>\r\nDate: Fri, 02 Jan 2026 00:00:00 +0000\r\n\r\nprivate words\r\n";

const MailPart kText{"Content-Type: text/plain\r\n", "This is a failure report.\r\n"};

std::string with(std::string_view what, std::string_view instead) {
    std::string text(kFeedback);
    const std::size_t at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), instead);
}

MailPart machine(std::string body) {
    return {"Content-Type: message/feedback-report\r\n", std::move(body)};
}

MailPart original(std::string_view media = "message/rfc822") {
    return {"Content-Type: " + std::string(media) + "\r\n", std::string(kOriginal)};
}

std::string arf(const std::vector<MailPart>& parts) {
    return mail_of(parts, "multipart/report; report-type=feedback-report");
}

std::string quoted_printable_of(std::string text) {
    for (std::size_t at = text.find('='); at != std::string::npos; at = text.find('=', at + 3))
        text.replace(at, 1, "=3D");
    return text;
}

struct Row {
    const char* name;  // begins with the row of the tolerance catalogue
    std::string mail;
    std::string expected;  // as told() says it
    void (*check)(const Failure&) = nullptr;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

class FailureMail : public testing::TestWithParam<Row> {};

TEST_P(FailureMail, IsRead) {
    const model::Decoded decoded = decode(GetParam().mail, {{}, seconds(1'900'000'000)});
    ASSERT_EQ(told(decoded), GetParam().expected);
    if (GetParam().check != nullptr)
        GetParam().check(std::get<Failure>(decoded.reports.at(0).body));
}

const std::string kExim =
    "A message claiming to be from you has failed the published DMARC policy for your domain.\r\n"
    "\r\n  Sender Domain: example.com\r\n  Sender IP Address: 203.0.113.68\r\n"
    "  Received date: Fri, 02 Jan 2026 00:00:00 +0000\r\n  SPF Alignment: no\r\n"
    "  DMARC Results: None, Accept\r\n\r\n"
    "------ This is a copy of the headers that were received before the error was detected.\r\n"
    "\r\nFrom: <a@example.com>\r\nSubject: Payment\r\n";

const std::string kEximWrapped =
    "A message claiming to be from you has failed the published DMARC\r\npolicy for your "
    "domain.\r\n"
    "\r\n  Sender Domain:\r\n  example.com\r\n  Sender IP Address:\r\n    203.0.113.68\r\n"
    "  Received date: Fri, 02 Jan 2026 00:00:00 +0000\r\n  DMARC Results: None, Accept\r\n\r\n"
    "------ This is a copy of the headers that were received before the\r\nerror was detected.\r\n"
    "\r\nFrom: <a@example.com>\r\nSubject: Payment\r\n";

void check_exim(const Failure& failure) {
    EXPECT_EQ(failure.source_ip->str(), "203.0.113.68");
    EXPECT_EQ(failure.delivery_result, "none, accept");
    EXPECT_EQ(failure.feedback_type, std::nullopt);
    EXPECT_TRUE(failure.is_dmarc_failure);
    EXPECT_EQ(failure.arrived, seconds(1'767'312'000));
    ASSERT_TRUE(failure.original);
    EXPECT_EQ(failure.original->subject, "Payment");
    EXPECT_EQ(failure.original->header_count, 2);
}

std::vector<Row> shapes() {
    const std::string feedback(kFeedback);
    const std::string sound = arf({kText, machine(feedback), original()});
    return {
        {"F1_Standard", sound, "failure example.com [2]",
         [](const Failure& failure) {
             EXPECT_EQ(failure.source_ip->str(), "192.0.2.1");
             EXPECT_EQ(failure.original->subject, "Hello");
             EXPECT_TRUE(failure.original->has_body);
             EXPECT_TRUE(failure.is_dmarc_failure);
         }},
        {"F1_NoReportType", mail_of({kText, machine(feedback), original()}, "multipart/report"),
         "failure example.com [2]"},
        {"F1_MixedAround",
         mail_of(
             {{"Content-Type: multipart/report; boundary=in\r\n",
               "--in\r\nContent-Type: message/feedback-report\r\n\r\n" + feedback + "--in--\r\n"},
              original()}),
         "failure example.com [1.1]",
         [](const Failure& failure) { EXPECT_TRUE(failure.original); }},
        {"F2_Base64", arf({kText, attachment("message/feedback-report", "", feedback), original()}),
         "failure example.com [2]"},
        {"F3_QuotedPrintable",
         arf({{"Content-Type: message/feedback-report\r\nContent-Transfer-Encoding: "
               "quoted-printable\r\n",
               quoted_printable_of(feedback)},
              original()}),
         "failure example.com [1]",
         [](const Failure& failure) {
             EXPECT_EQ(failure.authentication_results.at(0),
                       "rx.example; dmarc=fail header.from=example.com");
         }},
        {"F19_Exim", mail_of_one({"Content-Type: text/plain\r\n", kExim}),
         "failure example.com +text-only", check_exim},
        {"F19_EximWrapped", mail_of_one({"Content-Type: text/plain\r\n", kEximWrapped}),
         "failure example.com +text-only", check_exim},
        {"F20_HeadersOnly",
         arf({machine(feedback),
              {"Content-Type: text/rfc822-headers\r\n",
               "From: a@example.com\r\nSubject: Hello\r\n"}}),
         "failure example.com [1]",
         [](const Failure& failure) {
             EXPECT_EQ(failure.original->part_type, "text/rfc822-headers");
             EXPECT_FALSE(failure.original->has_body);
         }},
        {"F21_OriginalInBase64",
         arf({machine(feedback), attachment("message/rfc822", "", kOriginal)}),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.original->subject, "Hello"); }},
        {"F22_OriginalAsText", arf({machine(feedback), original("text/plain")}),
         "failure example.com [1]", [](const Failure& failure) { EXPECT_FALSE(failure.original); }},
        {"F22_NoOriginal", arf({machine(feedback)}), "failure example.com [1]"},
        {"F22_EmptyOriginal", arf({machine(feedback), {"Content-Type: message/rfc822\r\n", ""}}),
         "failure example.com [1]", [](const Failure& failure) { EXPECT_FALSE(failure.original); }},
        {"F23_LabelledText", arf({kText, {"Content-Type: text/plain\r\n", feedback}, original()}),
         "failure example.com [2]", [](const Failure& failure) { EXPECT_TRUE(failure.original); }},
        {"F24_LatinOneInOriginal",
         arf({machine(feedback),
              {"Content-Type: message/rfc822\r\n",
               "From: a@example.com\r\nSubject: caf\xe9\r\n\r\nx\r\n"}}),
         "failure example.com [1] +encoding",
         [](const Failure& failure) { EXPECT_EQ(failure.original->subject, "caf\xEF\xBF\xBD"); }},
        {"EmptyMachinePart", arf({kText, machine("\r\n")}), "held missing_field [2]"},
        {"TwoOfThem",
         arf({machine(feedback), original(), machine(feedback + "X: y\r\n"), original()}),
         "failure example.com [1]; failure example.com [3]"},
        {"OneTakesNotTheOriginalOfAnother",
         arf({machine(feedback), machine(feedback + "X: y\r\n"), original()}),
         "failure example.com [1]; failure example.com [2]",
         [](const Failure& failure) { EXPECT_FALSE(failure.original); }},
        {"ReportMailAsTheOriginalIsNotEntered",
         arf({machine(feedback),
              {"Content-Type: message/rfc822\r\n",
               mail_of_one(attachment("text/xml", "a.xml", report_xml("r1")))}}),
         "failure example.com [1]"},
    };
}

std::vector<Row> fields() {
    const auto one = [](std::string_view what, std::string_view instead) {
        return arf({machine(with(what, instead)), original()});
    };
    return {
        {"F4_FoldedResults", arf({machine(std::string(kFeedback)), original()}),
         "failure example.com [1]",
         [](const Failure& failure) {
             EXPECT_EQ(failure.authentication_results,
                       Failure::Texts{"rx.example; dmarc=fail header.from=example.com"});
         }},
        {"F5_SeveralResults",
         one("Auth-Failure", "Authentication-Results: b.example; spf=pass\r\nAuth-Failure"),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.authentication_results.size(), 2U); }},
        {"F6_LowerCaseNoSpace", one("Source-IP: ", "source-ip:"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.source_ip->str(), "192.0.2.1"); }},
        {"F7_NoArrivalDate", one("Arrival-Date: Fri, 02 Jan 2026 00:00:00 +0000\r\n", ""),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.arrived, seconds(1'767'229'323)); }},
        {"F8_BadArrivalDate", one("Fri, 02 Jan 2026 00:00:00 +0000", "soon"),
         "failure example.com [1] +date",
         [](const Failure& failure) {
             EXPECT_EQ(failure.arrived, seconds(1'767'229'323));
             EXPECT_EQ(failure.arrival_date, "soon");
         }},
        {"F9_ZoneComment", one("00:00:00 +0000", "02:00:00 +0200 (CEST)"),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.arrived, seconds(1'767'312'000)); }},
        {"F9_UnknownZone", one("+0000", "-0000"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.arrived, seconds(1'767'312'000)); }},
        {"F10_NoSource", one("Source-IP: 192.0.2.1\r\n", ""), "failure example.com [1] +source-ip",
         [](const Failure& failure) { EXPECT_FALSE(failure.source_ip); }},
        {"F11_SourceWithHost", one("192.0.2.1", "1.2.3.4 (host)"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.source_ip->str(), "1.2.3.4"); }},
        {"F12_SourceInBrackets", one("192.0.2.1", "[1.2.3.4]"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.source_ip->str(), "1.2.3.4"); }},
        {"F12_SourceWithTag", one("192.0.2.1", "IPv6:2001:DB8::1"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.source_ip->str(), "2001:db8::1"); }},
        {"F13_NoReportedDomain", one("Reported-Domain: example.com\r\n", ""),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_TRUE(failure.reported_domain.empty()); }},
        {"F15_FreeDeliveryResult", one("delivered", "SMG-policy-action"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_EQ(failure.delivery_result, "smg-policy-action"); }},
        {"F16_AlignmentList", arf({machine(std::string(kFeedback))}), "failure example.com [1]",
         [](const Failure& failure) {
             EXPECT_EQ(failure.identity_alignment, (Failure::Texts{"dkim", "spf"}));
         }},
        {"F16_AlignmentNone", one("dkim , spf", "none"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_TRUE(failure.identity_alignment.empty()); }},
        {"F16_NoAlignment", one("Identity-Alignment: dkim , spf\r\n", ""),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_TRUE(failure.identity_alignment.empty()); }},
        {"F16_NoAuthFailure", one("Auth-Failure: dmarc\r\n", ""),
         "failure example.com [1] +auth-failure",
         [](const Failure& failure) { EXPECT_TRUE(failure.auth_failure.empty()); }},
        {"F17_NoFeedbackType", one("Feedback-Type: auth-failure\r\n", ""),
         "failure example.com [1] +feedback-type",
         [](const Failure& failure) {
             EXPECT_EQ(failure.feedback_type, "auth-failure");
             EXPECT_TRUE(failure.is_dmarc_failure);
         }},
        {"F18_NoResults",
         one("Authentication-Results: rx.example; dmarc=fail\r\n  header.from=example.com\r\n", ""),
         "failure example.com [1]",
         [](const Failure& failure) { EXPECT_TRUE(failure.authentication_results.empty()); }},
        {"F25_EmptyMailFrom", one("<bounce@esp.example>", ""), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_FALSE(failure.original_mail_from); }},
        {"F26_Abuse", one("auth-failure", "abuse"), "failure example.com [1]",
         [](const Failure& failure) { EXPECT_FALSE(failure.is_dmarc_failure); }},
        {"F27_BodyIsNotKept", arf({machine(std::string(kFeedback)), original()}),
         "failure example.com [1]",
         [](const Failure& failure) {
             EXPECT_NE(failure.original->header.find("Subject: Hello"), std::string::npos);
             EXPECT_EQ(failure.original->header.find("private words"), std::string::npos);
         }},
    };
}

INSTANTIATE_TEST_SUITE_P(Shapes, FailureMail, testing::ValuesIn(shapes()),
                         [](const auto& test) { return test.param.name; });
INSTANTIATE_TEST_SUITE_P(Fields, FailureMail, testing::ValuesIn(fields()),
                         [](const auto& test) { return test.param.name; });

TEST(FailureDomain, F14_FallsBackFromEvidenceToEvidence) {
    const auto domain = [](std::string feedback) {
        const model::Decoded decoded = decode(arf({machine(std::move(feedback))}), {});
        return std::get<Failure>(decoded.reports.at(0).body).domain;
    };
    std::string feedback = with("Reported-Domain: example.com\r\n", "DKIM-Domain: d.example\r\n");
    EXPECT_EQ(domain(feedback), "d.example");
    feedback.erase(feedback.find("DKIM-Domain"));
    EXPECT_EQ(domain(feedback), "esp.example");
    feedback.replace(feedback.find("<bounce@esp.example>"), 20, "<>");
    EXPECT_EQ(domain(feedback), "");
}

TEST(FailureArrival, F7_FallsBackToTheTimeOfReceipt) {
    std::string mail =
        arf({machine(with("Arrival-Date: Fri, 02 Jan 2026 00:00:00 +0000\r\n", ""))});
    mail.erase(mail.find("Date: "),
               std::string("Date: Thu, 01 Jan 2026 01:02:03 +0000\r\n").size());
    const model::Decoded decoded = decode(mail, {{}, seconds(77)});
    EXPECT_EQ(std::get<Failure>(decoded.reports.at(0).body).arrived, seconds(77));
}

TEST(FailureContent, IsOfTheMachinePartAndTheOriginal) {
    const auto content = [](const std::string& mail) {
        return decode(mail, {}).reports.at(0).content;
    };
    const std::string feedback(kFeedback);
    const MailPart other{"Content-Type: message/rfc822\r\n", "From: z@example.com\r\n\r\nx\r\n"};
    EXPECT_EQ(content(arf({kText, machine(feedback), original()})),
              content(arf({machine(feedback), original()})));
    EXPECT_NE(content(arf({machine(feedback), original()})),
              content(arf({machine(feedback), other})));
}

}  // namespace
}  // namespace sendpath::decode::test
