#include "store/small_store.hpp"

#include "store/report_details.hpp"

namespace sendpath::store {
namespace {

class ReportDetailTest : public testing::Test {
protected:
    /// Stores a report and reads it back.
    ReportDetail kept(const model::Report& stored) {
        store.add(stored);
        const auto detail = store.ask([&](sqlite3& db) { return report(db, store.last_report()); });
        EXPECT_TRUE(detail);
        return detail.value_or(ReportDetail{});
    }
    test::TestStore store;
};

std::vector<std::string> lines_of(const model::AggregateReport& report) {
    std::vector<std::string> lines;
    for (const model::Record& each : report.records)
        lines.push_back(
            test::line_of(each, report.words, report.auth_sets[each.auth_set], report.reasons));
    return lines;
}

TEST_F(ReportDetailTest, OfAnAggregateReportIsWhatWasStored) {
    model::Report whole = test::aggregate(
        {.records = {
             {.messages = 4'294'967'299, .dkim_domain = "example.com", .reason = "forwarded"},
             {.source = "2001:db8::1", .spf_domain = "spf.example"},
             {.source = "192.0.2.9", .dkim_domain = "example.com"}}});  // I4
    auto& stored = std::get<model::AggregateReport>(whole.body);
    stored.version = "1.0";
    stored.xml_namespace = "urn:ietf:params:xml:ns:dmarc-2.0";
    stored.generation = model::Generation::rfc9990;
    stored.extra_contact_info = "https://receiver.example/";
    stored.generator = "Tool 1";
    stored.errors = {"no policy", "twice"};
    stored.policy.sp = "quarantine";
    stored.policy.np = "odd";
    stored.policy.adkim = "s";
    stored.policy.pct = 50;
    stored.policy.fo = "1:d";
    stored.policy.testing = "y";
    stored.policy.discovery_method = "treewalk";
    model::Record& odd = stored.records[1];
    odd.disposition = model::Disposition::unknown;
    odd.disposition_text = stored.words.intern("deliver");
    odd.dkim = model::Evaluated::unknown;
    odd.dkim_text = stored.words.intern("neutral");
    odd.envelope_to = stored.words.intern("receiver.example");
    odd.envelope_from = stored.words.intern("");  // the null reverse-path, not an absent one
    odd.header_from_inferred = true;
    whole.warnings = {{"truncated", "cut"}, {"id", ""}};
    whole.skipped = {{"bad-ip", 4, "999.1.1.1"}};

    const ReportDetail detail = kept(whole);
    const auto& read = std::get<model::AggregateReport>(detail.report.body);
    EXPECT_EQ(lines_of(read), lines_of(stored));
    EXPECT_EQ(read.version, stored.version);
    EXPECT_EQ(read.xml_namespace, stored.xml_namespace);
    EXPECT_EQ(read.generation, stored.generation);
    EXPECT_EQ(read.org_name, stored.org_name);
    EXPECT_EQ(read.email, stored.email);
    EXPECT_EQ(read.extra_contact_info, stored.extra_contact_info);
    EXPECT_EQ(read.report_id, stored.report_id);
    EXPECT_EQ(read.begin, stored.begin);
    EXPECT_EQ(read.end, stored.end);
    EXPECT_EQ(read.errors, stored.errors);
    EXPECT_EQ(read.generator, stored.generator);
    EXPECT_EQ(read.policy.domain, stored.policy.domain);
    EXPECT_EQ(read.policy.sp, stored.policy.sp);
    EXPECT_EQ(read.policy.np, stored.policy.np);
    EXPECT_EQ(read.policy.adkim, stored.policy.adkim);
    EXPECT_EQ(read.policy.aspf, std::nullopt);
    EXPECT_EQ(read.policy.pct, 50);
    EXPECT_EQ(read.policy.fo, stored.policy.fo);
    EXPECT_EQ(read.policy.testing, stored.policy.testing);
    EXPECT_EQ(read.policy.discovery_method, stored.policy.discovery_method);
    const model::Record& again = read.records[1];
    EXPECT_EQ(read.words.text(again.disposition_text), "deliver");
    EXPECT_EQ(read.words.text(again.dkim_text), "neutral");
    EXPECT_EQ(again.spf_text, model::kNoWord);
    EXPECT_EQ(read.words.text(again.envelope_to), "receiver.example");
    EXPECT_NE(again.envelope_from, model::kNoWord);
    EXPECT_TRUE(again.header_from_inferred);
    EXPECT_EQ(read.records[0].envelope_to, model::kNoWord);
    ASSERT_EQ(detail.report.warnings.size(), 2U);
    EXPECT_EQ(detail.report.warnings[0].code, "truncated");
    EXPECT_EQ(detail.report.warnings[0].detail, "cut");
    ASSERT_EQ(detail.report.skipped.size(), 1U);
    EXPECT_EQ(detail.report.skipped[0].ordinal, 4U);
    EXPECT_EQ(detail.row.warnings, 2);
    EXPECT_EQ(detail.row.skipped, 1);
    EXPECT_EQ(detail.row.generation, model::Generation::rfc9990);
}

TEST_F(ReportDetailTest, OfAReportWithoutRecordsIsThereToo) {  // B33
    const ReportDetail detail = kept(test::aggregate({.records = {}}));
    EXPECT_TRUE(std::get<model::AggregateReport>(detail.report.body).records.empty());
    EXPECT_EQ(detail.row.records, 0);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(ReportDetailTest, OfAFailureReportIsWhatWasStored) {
    const model::Report whole = test::failure("Hello");
    const auto& stored = std::get<model::FailureReport>(whole.body);
    const ReportDetail detail = kept(whole);
    const auto& read = std::get<model::FailureReport>(detail.report.body);
    EXPECT_EQ(read.fields, stored.fields);
    EXPECT_EQ(read.feedback_type, stored.feedback_type);
    EXPECT_EQ(read.user_agent, stored.user_agent);
    EXPECT_EQ(read.version, stored.version);
    EXPECT_EQ(read.auth_failure, stored.auth_failure);
    EXPECT_EQ(read.authentication_results, stored.authentication_results);
    EXPECT_EQ(read.identity_alignment, stored.identity_alignment);
    EXPECT_EQ(read.delivery_result, stored.delivery_result);
    EXPECT_EQ(read.reported_domain, stored.reported_domain);
    EXPECT_EQ(read.source_ip, stored.source_ip);
    EXPECT_EQ(read.source_port, stored.source_port);
    EXPECT_EQ(read.arrival_date, stored.arrival_date);
    EXPECT_EQ(read.incidents, stored.incidents);
    EXPECT_EQ(read.original_mail_from, stored.original_mail_from);
    EXPECT_EQ(read.original_rcpt_to, stored.original_rcpt_to);
    EXPECT_EQ(read.original_envelope_id, stored.original_envelope_id);
    EXPECT_EQ(read.reporting_mta, stored.reporting_mta);
    EXPECT_EQ(read.dkim_domain, stored.dkim_domain);
    EXPECT_EQ(read.dkim_identity, stored.dkim_identity);
    EXPECT_EQ(read.dkim_selector, stored.dkim_selector);
    EXPECT_EQ(read.spf_dns, stored.spf_dns);
    EXPECT_EQ(read.is_dmarc_failure, stored.is_dmarc_failure);
    EXPECT_EQ(read.domain, stored.domain);
    EXPECT_EQ(read.arrived, stored.arrived);
    ASSERT_TRUE(read.original);
    EXPECT_EQ(read.original->part_type, stored.original->part_type);
    EXPECT_EQ(read.original->subject, stored.original->subject);
    EXPECT_EQ(read.original->from, stored.original->from);
    EXPECT_EQ(read.original->to, stored.original->to);
    EXPECT_EQ(read.original->date, stored.original->date);
    EXPECT_EQ(read.original->message_id, stored.original->message_id);
    EXPECT_EQ(read.original->header, stored.original->header);
    EXPECT_EQ(read.original->header_count, 2);
    EXPECT_FALSE(read.original->has_body);
}

TEST_F(ReportDetailTest, KeepsMissingValuesMissing) {  // F10, F18, F22
    model::Report bare;
    bare.body = model::FailureReport{};
    bare.content = digest_of("bare");
    const ReportDetail detail = kept(bare);
    const auto& read = std::get<model::FailureReport>(detail.report.body);
    EXPECT_FALSE(read.source_ip);
    EXPECT_FALSE(read.arrived);
    EXPECT_FALSE(read.feedback_type);
    EXPECT_FALSE(read.original);
    EXPECT_TRUE(read.auth_failure.empty());
    EXPECT_TRUE(read.domain.empty());
    EXPECT_EQ(detail.row.day, std::chrono::floor<std::chrono::days>(detail.row.received));
}

TEST_F(ReportDetailTest, OfATlsReportIsWhatWasStored) {
    model::Report whole = test::tls("t1", {"example.com", "example.net"});
    auto& stored = std::get<model::TlsReport>(whole.body);
    stored.policies[1] = model::TlsPolicy{};  // all of it is missing
    const ReportDetail detail = kept(whole);
    const auto& read = std::get<model::TlsReport>(detail.report.body);
    EXPECT_EQ(read.organization, stored.organization);
    EXPECT_EQ(read.contact, stored.contact);
    EXPECT_EQ(read.report_id, "t1");
    EXPECT_EQ(read.begin, stored.begin);
    EXPECT_EQ(read.end, stored.end);
    ASSERT_EQ(read.policies.size(), 2U);
    const model::TlsPolicy& policy = read.policies[0];
    EXPECT_EQ(policy.type, "sts");
    EXPECT_EQ(policy.domain, "example.com");
    EXPECT_EQ(policy.strings, stored.policies[0].strings);
    EXPECT_EQ(policy.mx_hosts, stored.policies[0].mx_hosts);
    EXPECT_EQ(policy.successful, 5);
    EXPECT_EQ(policy.failed, 2);
    ASSERT_EQ(policy.failures.size(), 1U);
    EXPECT_EQ(policy.failures[0].result_type, "certificate-expired");
    EXPECT_EQ(policy.failures[0].sending_mta_ip, "192.0.2.9");
    EXPECT_EQ(policy.failures[0].receiving_ip, std::nullopt);
    EXPECT_EQ(policy.failures[0].receiving_mx_hostname, "mx1.example.com");
    EXPECT_EQ(policy.failures[0].sessions, 2);
    EXPECT_EQ(policy.failures[0].reason_code, "X509");
    EXPECT_FALSE(read.policies[1].domain);
    EXPECT_FALSE(read.policies[1].successful);
}

TEST_F(ReportDetailTest, IsNothingForAReportThatIsNotThere) {
    EXPECT_FALSE(store.ask([](sqlite3& db) { return report(db, {99}); }));
    EXPECT_FALSE(store.ask([](sqlite3& db) { return raw_of_report(db, {99}); }));
}

TEST(RawOfReport, IsTheMailAsItCame) {
    test::SmallStore store;
    const auto raw = store.ask([](sqlite3& db) { return raw_of_report(db, {1}); });
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->octets, "the first mail");
    EXPECT_EQ(raw->name, "dmarc@receiver.example");
    EXPECT_EQ(raw->part, "");
}

TEST(JoinedLists, KeepTheirItemsOnALineEach) {
    EXPECT_EQ(joined({"a", "b c"}), "a\nb c");
    EXPECT_EQ(joined({"one\ntwo", "three"}), "one two\nthree");
    EXPECT_EQ(joined({}), "");
    EXPECT_EQ(split_lines("a\nb c"), (std::vector<std::string>{"a", "b c"}));
    EXPECT_EQ(split_lines("\nb"), (std::vector<std::string>{"", "b"}));
    EXPECT_TRUE(split_lines("").empty());
}

}  // namespace
}  // namespace sendpath::store
