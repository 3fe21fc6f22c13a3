#include "ingest/record_mail.hpp"

#include "ingest/test_report.hpp"
#include "support/mail_builder.hpp"
#include "support/test_store.hpp"

namespace sendpath::ingest {
namespace {

using store::Added;
using store::IntakeState;
using test::attachment;

class RecordMailTest : public testing::Test {
protected:
    MailOutcome record(const std::string& octets, const std::string& name = "a.eml") {
        const PreparedMail mail =
            prepare({octets, name, store::Via::upload, seconds(1'767'400'000)}, reading);
        MailOutcome outcome;
        store.write([&](store::Ledger& ledger) { outcome = record_mail(ledger, mail); });
        return outcome;
    }
    static std::string mail_with(std::initializer_list<std::string> attachments) {
        std::vector<test::MailPart> parts;
        for (const std::string& each : attachments)
            parts.push_back(attachment("application/gzip", "r.gz", test::gzipped(each)));
        return test::mail_of(parts);
    }

    test::TestStore store;
    analysis::PublicSuffixes suffixes = analysis::PublicSuffixes::builtin();
    Reading reading{.limits = {}, .suffixes = &suffixes};
};

TEST_F(RecordMailTest, ReportsAndHeldPartsStandSideBySide) {  // E8, I6: one bad part costs itself
    const MailOutcome outcome = record(mail_with(
        {test::report_xml("1"), test::report_xml("2"), test::tls_json("t"), "<feedback>"}));
    ASSERT_EQ(outcome.reports.size(), 3U);
    EXPECT_EQ(outcome.reports[0].added, Added::counted);
    EXPECT_EQ(outcome.reports[0].org_name, "Receiver");
    EXPECT_EQ(outcome.reports[0].domain, "example.com");
    EXPECT_EQ(outcome.reports[1].report_id, "2");
    EXPECT_EQ(outcome.reports[2].kind, store::ReportKind::tls);
    EXPECT_EQ(outcome.held.size(), 1U);
    EXPECT_EQ(outcome.state, IntakeState::held);
    EXPECT_FALSE(outcome.known);
    const auto held = store.ask([](sqlite3& db) { return store::held(db, {}); });
    ASSERT_EQ(held.rows.size(), 1U);
    EXPECT_NE(held.rows[0].from.find("noreply@rx.example"), std::string::npos);
    EXPECT_TRUE(held.rows[0].subject.starts_with("Report Domain: example.com"));
    EXPECT_EQ(store.fault(), "");
}

TEST_F(RecordMailTest, AKnownMailAddsNothing) {  // G7
    const std::string mail = mail_with({test::report_xml("1"), "<feedback>"});
    const MailOutcome first = record(mail);
    const MailOutcome again = record(mail, "b.eml");
    EXPECT_TRUE(again.known);
    EXPECT_EQ(again.intake, first.intake);
    EXPECT_EQ(again.state, IntakeState::held);
    EXPECT_TRUE(again.reports.empty());
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM held"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM redelivery"), 1);
}

TEST_F(RecordMailTest, TheSameReportPackedAnewIsADuplicate) {  // I8, G1
    record(mail_with({test::report_xml("1")}));
    const MailOutcome bare = record(test::report_xml("1"), "r.xml");
    ASSERT_EQ(bare.reports.size(), 1U);
    EXPECT_EQ(bare.reports[0].added, Added::duplicate);
    const MailOutcome zip =
        record(test::zipped({{.name = "r.xml", .octets = test::report_xml("1")}}));
    EXPECT_EQ(zip.reports[0].added, Added::duplicate);
    EXPECT_EQ(zip.reports[0].id, bare.reports[0].id);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
}

TEST_F(RecordMailTest, APendingMailIsFinished) {
    const std::string mail = mail_with({test::report_xml("1")});
    model::IntakeId id;
    store.write([&](store::Ledger& ledger) {
        const auto packed = packed_intake({mail, "a", store::Via::smtp, seconds(1'767'400'000)});
        id = ledger.intake().take(packed, IntakeState::pending).id;
    });
    const MailOutcome outcome = record(mail);
    EXPECT_EQ(outcome.intake, id);
    EXPECT_FALSE(outcome.known);
    EXPECT_EQ(outcome.reports.size(), 1U);
    EXPECT_EQ(store.number("SELECT state FROM intake"), 2);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
}

TEST_F(RecordMailTest, MayRunAgainAfterARollBack) {
    const PreparedMail mail =
        prepare({mail_with({test::report_xml("1")}), "a", store::Via::file, seconds(1'767'400'000)},
                reading);
    MailOutcome outcome;
    const auto work = [&](store::Ledger& ledger) { outcome = record_mail(ledger, mail); };
    store.write([&](store::Ledger& ledger) {
        work(ledger);
        ledger.roll_back();
        ASSERT_TRUE(ledger.begin());
        work(ledger);
    });
    EXPECT_EQ(outcome.reports.size(), 1U);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(RecordMailTest, WhatIsNoReportIsHeldWithItsReason) {  // E19
    const MailOutcome outcome =
        record(test::mail_of_one({"Content-Type: text/plain\r\n", "hello"}));
    ASSERT_EQ(outcome.held.size(), 1U);
    EXPECT_EQ(outcome.held[0].reason, model::HeldReason::not_a_report);
    EXPECT_EQ(outcome.state, IntakeState::held);
}

TEST_F(RecordMailTest, APreparedMailKnowsItsSizeDigestAndWeight) {
    const std::string mail = mail_with({test::report_xml("1")});
    const PreparedMail ready = prepare({mail, "a.eml", store::Via::imap, seconds(5)}, reading);
    EXPECT_EQ(ready.intake.size, static_cast<std::int64_t>(mail.size()));
    EXPECT_EQ(ready.intake.digest, fingerprint_of(mail));
    EXPECT_EQ(ready.intake.name, "a.eml");
    EXPECT_EQ(ready.disagreed, std::vector<Disagreed>{{}});
    EXPECT_GT(ready.weight, ready.intake.packed.size());
}

TEST_F(RecordMailTest, ATestReportIsReadAndNeverCounted) {  // U6
    std::string test = test::report_xml("t");
    const std::string_view reporter = "dmarc@rx.example";
    test.replace(test.find(reporter), reporter.size(), kTestReporter);
    const std::string mail = mail_with({test, test::report_xml("1")});
    const MailOutcome outcome = record(mail);
    ASSERT_EQ(outcome.tests.size(), 1U);
    EXPECT_EQ(outcome.tests[0], (TestArrival{.report_id = "t",
                                             .domain = "example.com",
                                             .would_count = true,
                                             .records = 1,
                                             .messages = 3}));
    ASSERT_EQ(outcome.reports.size(), 1U) << "its neighbour is data as ever";
    EXPECT_EQ(outcome.state, IntakeState::done);
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 1);
    store.write([&](store::Ledger& ledger) {
        const PreparedMail again =
            prepare({mail, "a.eml", store::Via::upload, seconds(1'767'400'000)}, reading);
        EXPECT_EQ(record_again(ledger, outcome.intake, again).tests.size(), 1U);
    });
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 1);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::ingest
