#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

using test::aggregate;

TEST(RemoveAllOf, LeavesNothingBehind) {
    test::TestStore store;
    model::Report noted = aggregate({});
    noted.warnings = {{"truncated", ""}};
    noted.skipped = {{"bad-ip", 1, "x"}};
    store.add_mail({noted, test::failure("x"), test::tls("1", {"example.com"})});
    const model::IntakeId mail = store.last_mail();
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(mail); });
    for (const char* table :
         {"report", "record_list", "note", "duplicate", "failure_report", "failure_field",
          "failure_sample", "tls_policy", "tls_failure", "flow_day", "domain_day", "reporter_day"})
        EXPECT_EQ(store.number(std::string("SELECT count(*) FROM ") + table), 0) << table;
    EXPECT_EQ(store.ask([](sqlite3& db) { return overview(db, {}); }).skipped_records, 0);
    EXPECT_EQ(store.fault(), "");
}

TEST(RemoveAllOf, LeavesTheReportsOfOtherMails) {
    test::TestStore store;
    store.add(aggregate({.id = "1"}));
    const model::IntakeId mail = store.last_mail();
    store.add(aggregate({.id = "2"}));
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(mail); });
    EXPECT_EQ(store.number("SELECT count(*) FROM report WHERE report_id = '2'"), 1);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 1);
    EXPECT_EQ(store.fault(), "");
}

TEST(RemoveAllOf, TakesItsDeliveriesOfOthersWithIt) {
    test::TestStore store;
    store.add(aggregate({}));
    store.add(aggregate({}));  // a duplicate, in the second mail
    const model::IntakeId second = store.last_mail();
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(second); });
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM duplicate"), 0);
    EXPECT_EQ(store.ask([](sqlite3& db) { return overview(db, {}); }).duplicates, 0);
}

TEST(RemoveAllOf, KeepsTheDeliveriesOfAReportThatIsAddedAgain) {
    test::TestStore store;
    store.add(aggregate({}));
    const model::IntakeId first = store.last_mail();
    store.add(aggregate({}));
    store.add(aggregate({.id = "later"}));  // so that the row number is not free again
    store.write([&](Ledger& ledger) {
        ledger.reports().remove_all_of(first);
        ledger.reports().add(aggregate({}), {first, seconds(1'767'400'000), 0}, ledger.ours());
    });
    const auto page = store.ask([](sqlite3& db) { return reports(db, {}); });
    ASSERT_EQ(page.rows.size(), 2U);
    EXPECT_EQ(page.rows.front().report_id, "1");
    EXPECT_EQ(page.rows.front().deliveries, 2);
    EXPECT_EQ(store.ask([](sqlite3& db) { return overview(db, {}); }).duplicates, 1);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
