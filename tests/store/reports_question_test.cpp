#include "store/small_store.hpp"

namespace sendpath::store {
namespace {

using test::about;

class ReportsTest : public testing::Test {
protected:
    std::string ids(const ReportsQuestion& question) {
        std::string text;
        for (const ReportRow& row :
             store.ask([&](sqlite3& db) { return reports(db, question); }).rows)
            text += std::to_string(row.id.value) + " ";
        return text;
    }
    test::SmallStore store;
};

TEST_F(ReportsTest, AreListedNewestFirst) {
    EXPECT_EQ(ids({}), "4 3 2 1 ");
    EXPECT_EQ(ids({.kind = ReportKind::failure}), "5 ");
    EXPECT_EQ(ids({.kind = ReportKind::tls}), "6 ");
}

TEST_F(ReportsTest, AreFilteredByPolicyDomainPeriodReporterAndState) {
    EXPECT_EQ(ids({.filter = about({"example.com"})}), "4 2 1 ");
    EXPECT_EQ(ids({.filter = about({"badexample.com"})}), "3 ");
    EXPECT_EQ(ids({.filter = {.period = {day(20'455), day(20'455)}}}), "3 2 ");
    EXPECT_EQ(ids({.reporter = "Receiver One"}), "3 1 ");
    EXPECT_EQ(ids({.state = ReportState::counted}), "4 3 2 1 ");
    EXPECT_EQ(ids({.state = ReportState::superseded}), "");
}

TEST_F(ReportsTest, ComeInPages) {
    ReportsQuestion question{.limit = 3};
    const auto first = store.ask([&](sqlite3& db) { return reports(db, question); });
    EXPECT_EQ(first.rows.size(), 3U);
    ASSERT_TRUE(first.next);
    question.after = first.next;
    EXPECT_EQ(ids(question), "1 ");
    question = {.limit = 4};
    EXPECT_FALSE(store.ask([&](sqlite3& db) { return reports(db, question); }).next);
}

TEST_F(ReportsTest, HoldTheirHead) {
    const ReportRow row = store.ask([](sqlite3& db) { return reports(db, {}); }).rows[2];
    EXPECT_EQ(row.org_name, "Receiver Two");
    EXPECT_EQ(row.email, "dmarc@receiver.example");
    EXPECT_EQ(row.report_id, "2");
    EXPECT_EQ(row.domain, "example.com");
    EXPECT_EQ(count(row.begin), 20'455 * test::kDaySeconds);
    EXPECT_EQ(count(row.end), 20'456 * test::kDaySeconds - 1);
    EXPECT_EQ(count(row.day), 20'455);
    EXPECT_EQ(row.records, 3);
    EXPECT_EQ(row.messages, 10);
    EXPECT_EQ(row.failing, 6);
    EXPECT_EQ(row.deliveries, 1);
    EXPECT_FALSE(row.conflict);
    EXPECT_EQ(name(row.kind), "aggregate");
    EXPECT_EQ(name(row.state), "counted");
}

TEST_F(ReportsTest, FailureReportsAreListedForPeople) {
    const auto page = store.ask(
        [](sqlite3& db) { return failure_reports(db, {.filter = about({"example.com"})}); });
    ASSERT_EQ(page.rows.size(), 1U);
    const FailureRow& row = page.rows.front();
    EXPECT_EQ(count(*row.arrived), 20'454 * test::kDaySeconds + test::kDaySeconds / 2);
    EXPECT_EQ(row.domain, "example.com");
    EXPECT_EQ(row.source->str(), "2001:db8::25");
    EXPECT_EQ(row.feedback_type, "auth-failure");
    EXPECT_EQ(row.auth_failure, (std::vector<std::string>{"dmarc", "spf"}));
    EXPECT_EQ(row.delivery_result, "reject");
    EXPECT_EQ(row.identity_alignment, std::vector<std::string>{"dkim"});
    EXPECT_EQ(row.reporter, "Reporter/1.0");
    EXPECT_EQ(row.subject, "Hello");
}

TEST_F(ReportsTest, FailureReportsArePagedAndFilteredByTheDayOfArrival) {
    store.add(test::failure("second", "mail.example.com", test::kNewYear + 1));
    store.add(test::failure("third", "badexample.com", test::kNewYear + 2));
    const auto subjects = [&](const Filter& filter, std::size_t limit,
                              const std::optional<Position>& after) {
        std::string text;
        for (const FailureRow& row :
             store
                 .ask([&](sqlite3& db) {
                     return failure_reports(db, {.filter = filter, .limit = limit, .after = after});
                 })
                 .rows)
            text += row.subject.value_or("-") + " ";
        return text;
    };
    EXPECT_EQ(subjects({}, 50, {}), "third second Hello ");
    EXPECT_EQ(subjects(about({"example.com"}), 50, {}), "second Hello ");
    EXPECT_EQ(subjects({.period = {day(20'455), {}}}, 50, {}), "third second ");
    const auto first = store.ask([](sqlite3& db) { return failure_reports(db, {.limit = 2}); });
    EXPECT_EQ(subjects({}, 2, first.next), "Hello ");
}

TEST_F(ReportsTest, FailureReportsAreFoundByKindSourceAndText) {
    store.add(test::failure("Your INVOICE", "mail.example.com"));
    const auto number = [&](const FailuresQuestion& question) {
        return store.ask([&](sqlite3& db) { return failure_reports(db, question); }).rows.size();
    };
    EXPECT_EQ(number({.auth_failure = "SPF"}), 2U);
    EXPECT_EQ(number({.auth_failure = "sp"}), 0U) << "a whole word";
    EXPECT_EQ(number({.network = model::IpNetwork::parse("2001:db8::/32").value()}), 2U);
    EXPECT_EQ(number({.network = model::IpNetwork::parse("192.0.2.0/24").value()}), 0U);
    EXPECT_EQ(number({.text = "invoice"}), 1U);
    EXPECT_EQ(number({.text = "Mail.Example"}), 1U);
    EXPECT_EQ(number({.text = "reporter/1"}), 2U);
    EXPECT_EQ(number({.text = "%"}), 0U);
}

TEST_F(ReportsTest, TlsReportsAreSummed) {
    store.add(test::tls("t2", {"mail.example.com", "badexample.com"}, test::kNewYear + 1));
    const auto page = store.ask([](sqlite3& db) { return tls_reports(db, {}, 50, {}); });
    ASSERT_EQ(page.rows.size(), 2U);
    const TlsRow& row = page.rows.front();
    EXPECT_EQ(row.organization, "Receiver One");
    EXPECT_EQ(row.report_id, "t2");
    EXPECT_EQ(row.domains, (std::vector<std::string>{"mail.example.com", "badexample.com"}));
    EXPECT_EQ(row.successful, 10);
    EXPECT_EQ(row.failed, 4);
    ASSERT_EQ(row.result_types.size(), 1U);
    EXPECT_EQ(row.result_types.front().second, 4);
    const auto number = [&](const Filter& filter) {
        return store.ask([&](sqlite3& db) { return tls_reports(db, filter, 50, {}); }).rows.size();
    };
    EXPECT_EQ(number(about({"example.com"})), 2U);
    EXPECT_EQ(number(about({"badexample.com"})), 1U);
    EXPECT_EQ(number({.period = {{}, day(20'454)}}), 1U);
    const auto first = store.ask([](sqlite3& db) { return tls_reports(db, {}, 1, {}); });
    const auto second = store.ask([&](sqlite3& db) { return tls_reports(db, {}, 1, first.next); });
    EXPECT_EQ(second.rows.front().report_id, "t1");
    EXPECT_FALSE(second.next);
}

TEST_F(ReportsTest, HeldPartsAreListedWithTheirMail) {
    store.write([&](Ledger& ledger) {
        ledger.intake().hold(store.last_mail(), {.reason = model::HeldReason::encrypted}, "", "");
    });
    const auto all = store.ask([](sqlite3& db) { return held(db, {}); });
    ASSERT_EQ(all.rows.size(), 2U);
    EXPECT_EQ(all.rows[0].held.reason, model::HeldReason::encrypted);
    const HeldRow& row = all.rows[1];
    EXPECT_EQ(row.held.reason, model::HeldReason::bad_xml);
    EXPECT_EQ(row.held.detail, "why");
    EXPECT_EQ(row.held.part, "2");
    EXPECT_EQ(row.from, "someone@receiver.example");
    EXPECT_EQ(row.subject, "A report");
    EXPECT_EQ(row.via, "file");
    EXPECT_EQ(row.name, "mail.eml");
    EXPECT_EQ(row.size, 6);
    EXPECT_EQ(
        store.ask([](sqlite3& db) { return held(db, {.reason = model::HeldReason::bad_xml}); })
            .rows.size(),
        1U);
    EXPECT_EQ(store.ask([](sqlite3& db) { return held(db, {.via = Via::smtp}); }).rows.size(), 0U);
    EXPECT_EQ(store.ask([](sqlite3& db) { return held(db, {.via = Via::file}); }).rows.size(), 2U);
    const auto first = store.ask([](sqlite3& db) { return held(db, {.limit = 1}); });
    EXPECT_EQ(store.ask([&](sqlite3& db) { return held(db, {.limit = 1, .after = first.next}); })
                  .rows[0]
                  .id,
              row.id);
    const auto raw = store.ask([&](sqlite3& db) { return raw_of_held(db, row.id); });
    EXPECT_EQ(raw->octets, "mail 5");
    EXPECT_EQ(raw->part, "2");
    EXPECT_FALSE(store.ask([](sqlite3& db) { return raw_of_held(db, 99); }));
}

TEST_F(ReportsTest, KnowWhatCameOfAMail) {
    const auto known = store.ask([&](sqlite3& db) { return known_mail(db, store.last_mail()); });
    ASSERT_EQ(known.reports.size(), 2U);
    EXPECT_EQ(known.reports[0].kind, ReportKind::failure);
    EXPECT_EQ(known.reports[1].kind, ReportKind::tls);
    ASSERT_EQ(known.held.size(), 1U);
    EXPECT_EQ(known.held[0].detail, "why");
    store.add(test::tls("t1", {"example.com"}));  // here before: listed for this mail as well
    const auto again = store.ask([&](sqlite3& db) { return known_mail(db, store.last_mail()); });
    ASSERT_EQ(again.reports.size(), 1U);
    EXPECT_EQ(again.reports[0].report_id, "t1");
}

}  // namespace
}  // namespace sendpath::store
