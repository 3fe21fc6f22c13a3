#include "app/report_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sendpath::app {
namespace {

constexpr const char* kHostile =
    "a\x1b[31m\x07\r\n\x7f\xc2\x9b"
    "b";

/// True when a terminal would act upon something in it; line feeds are ours.
bool is_dangerous(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        if ((octet < 0x20 && octet != '\n') || octet == 0x7f) return true;
        if (octet == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0)
            return true;
    }
    return false;
}

model::Decoded decoded(decltype(model::Report::body) body) {
    model::Decoded all;
    all.reports.emplace_back().body = std::move(body);
    return all;
}

model::AggregateReport aggregate(std::string_view text) {
    model::AggregateReport report;
    report.org_name = text;
    report.email = text;
    report.report_id = text;
    report.begin = seconds(1'767'225'600);
    report.end = seconds(1'767'311'999);
    report.errors = {std::string(text)};
    report.policy.domain = *model::DomainName::parse("example.com");
    report.policy.p = text;
    report.policy.sp = text;
    report.policy.adkim = text;
    report.policy.aspf = text;
    model::AuthSet& set = report.auth_sets.emplace_back();
    set.dkim.push_back(
        {.domain = report.words.intern(text), .selector = report.words.intern(text)});
    set.spf.push_back({.domain = report.words.intern(text), .result = model::SpfResult::pass});
    model::Record& record = report.records.emplace_back();
    record.source = *model::IpAddress::parse("192.0.2.1");
    record.messages = 1'234;
    record.header_from = report.words.intern(text);
    return report;
}

TEST(ReportText, IsATableForPeople) {
    const std::string text = report_text(decoded(aggregate("word")));
    for (const char* piece :
         {"DMARC aggregate report\n", "reporter   word <word>", "2026-01-01T00:00:00Z to ",
          "policy     example.com: p=word sp=word", "it met      word", "192.0.2.1", "1,234",
          "SPF word pass, DKIM word (word) "})
        EXPECT_NE(text.find(piece), std::string::npos) << piece << " in\n" << text;
}

TEST(ReportText, ShowsHostileControlCharactersAsQuestionMarks) {
    const std::string text = report_text(decoded(aggregate(kHostile)));
    EXPECT_FALSE(is_dangerous(text));
    EXPECT_NE(text.find("a?[31m?????b"), std::string::npos) << text;
    EXPECT_EQ(text.find("[31m\n"), std::string::npos);
}

TEST(ReportText, LetsTextInEveryScriptThrough) {
    const std::string text = report_text(decoded(aggregate("Zürich 日本 \xc2\xa0")));
    EXPECT_NE(text.find("Zürich 日本 \xc2\xa0"), std::string::npos);
}

TEST(ReportText, IsSafeForFailureAndTlsReportsToo) {
    model::FailureReport failure;
    failure.domain = kHostile;
    failure.arrival_date = kHostile;
    failure.auth_failure = {kHostile};
    failure.delivery_result = kHostile;
    failure.authentication_results = {kHostile};
    failure.original.emplace().subject = kHostile;
    EXPECT_FALSE(is_dangerous(report_text(decoded(failure))));

    model::TlsReport tls;
    tls.organization = kHostile;
    tls.report_id = kHostile;
    model::TlsPolicy& policy = tls.policies.emplace_back();
    policy.domain = kHostile;
    policy.type = kHostile;
    policy.failures.push_back({.result_type = kHostile, .receiving_mx_hostname = kHostile});
    EXPECT_FALSE(is_dangerous(report_text(decoded(tls))));
}

TEST(ReportText, TellsWhatWasForgivenLeftOutAndHeld) {
    model::Decoded all = decoded(aggregate("word"));
    all.reports.front().warnings = {{"truncated", kHostile}};
    all.reports.front().skipped = {{"bad-ip", 3, kHostile}};
    all.held = {{.reason = model::HeldReason::encrypted, .detail = kHostile, .part = kHostile}};
    const std::string text = report_text(all);
    EXPECT_FALSE(is_dangerous(text));
    EXPECT_NE(text.find("warning    truncated: a?[31m"), std::string::npos);
    EXPECT_NE(text.find("left out   record 3: bad-ip: a?"), std::string::npos);
    EXPECT_NE(text.find("Held: encrypted, part a?"), std::string::npos);
    EXPECT_NE(text.find(model::advice(model::HeldReason::encrypted)), std::string::npos);
    EXPECT_EQ(report_text({}), "");
}

}  // namespace
}  // namespace sendpath::app
