#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath {
namespace {

using store::Added;

// A report that a mail no longer gave left its other deliveries behind under its row number, and
// the next report got both.
TEST(Bugs, AReportThatIsGoneLeavesItsDeliveriesToNobody) {
    test::TestStore store;
    const model::Report gone = test::aggregate({.id = "gone"});
    const model::Report stays = test::aggregate({.id = "stays"});
    store.add_mail({gone, stays});
    const model::IntakeId mail = store.last_mail();
    ASSERT_EQ(store.add(gone), Added::duplicate);

    store.write([&](store::Ledger& ledger) {  // decoded again, and now there is only one
        ledger.reports().remove_all_of(mail);
        ledger.reports().add(stays, {mail, seconds(1'767'400'000), 0}, ledger.ours());
    });
    const auto page = store.ask([](sqlite3& db) { return store::reports(db, {}); });
    ASSERT_EQ(page.rows.size(), 1U);
    EXPECT_EQ(page.rows.front().report_id, "stays");
    EXPECT_EQ(page.rows.front().deliveries, 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM duplicate"), 0);
    EXPECT_EQ(store.number("SELECT value FROM state WHERE name = 'duplicates'"), 0);
    EXPECT_EQ(store.fault(), "");
}

TEST(Bugs, DeliveriesStayWithTheirReportWhenTheOrderOfAMailChanges) {
    test::TestStore store;
    const model::Report one = test::aggregate({.id = "one"});
    const model::Report two = test::aggregate({.id = "two"});
    store.add_mail({one, two});
    const model::IntakeId mail = store.last_mail();
    for (const model::Report* each : {&one, &one, &two})
        ASSERT_EQ(store.add(*each), Added::duplicate);
    store.write([&](store::Ledger& ledger) {
        ledger.reports().remove_all_of(mail);
        for (const model::Report* each : {&two, &one})
            ledger.reports().add(*each, {mail, seconds(1'767'400'000), 0}, ledger.ours());
    });
    const auto page = store.ask([](sqlite3& db) { return store::reports(db, {}); });
    for (const store::ReportRow& row : page.rows)
        EXPECT_EQ(row.deliveries, row.report_id == "one" ? 3 : 2) << row.report_id;
}

// I8: the list of reports counted fewer deliveries than the report's own page told.
TEST(Bugs, TheNumberOfDeliveriesIsThatOfTheArrivalsListed) {
    test::TestStore store;
    const model::Report report = test::aggregate({});
    store.add_mail({report}, "by the first exchanger", store::Via::smtp, "a@receiver.example");
    const model::ReportId id = store.last_report();
    store.add_mail({report}, "packed anew", store::Via::smtp, "b@receiver.example");
    store.add_mail({}, "packed anew", store::Via::imap, "reports");
    const auto detail = store.ask([&](sqlite3& db) { return store::report(db, id); });
    ASSERT_TRUE(detail);
    EXPECT_EQ(detail->arrivals.size(), 3U);
    EXPECT_EQ(detail->row.deliveries, 3);
}

}  // namespace
}  // namespace sendpath
