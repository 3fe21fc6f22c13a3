#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

using test::aggregate;

class Identity : public testing::Test {
protected:
    std::int64_t messages() {
        return store.ask([](sqlite3& db) { return overview(db, {}); }).counts.messages;
    }
    test::TestStore store;
};

TEST_F(Identity, G1TheIdenticalReportTwiceCountsOnce) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    const model::ReportId first = store.last_report();
    EXPECT_EQ(store.add(aggregate({})), Added::duplicate);
    EXPECT_EQ(store.last_report(), first);
    EXPECT_EQ(messages(), 1);
    EXPECT_EQ(store.ask([](sqlite3& db) { return overview(db, {}); }).duplicates, 1);
}

TEST_F(Identity, G2I7TheSameIdOnOtherDaysIsAnotherReport) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.day = test::kNewYear + 1})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.days = 2})), Added::counted);
    EXPECT_EQ(messages(), 3);
}

TEST_F(Identity, G3I7TheSameIdForAnotherDomainIsAnotherReport) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.domain = "example.net"})), Added::counted);
    EXPECT_EQ(messages(), 2);
}

TEST_F(Identity, G4IdsThatDifferBehindTheAtSignAreTwo) {
    EXPECT_EQ(store.add(aggregate({.id = "<7@a.example>"})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.id = "<7@b.example>"})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.id = "7"})), Added::counted);
}

TEST_F(Identity, I7TheSameIdFromTwoReportersIsTwoReports) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.org = "Receiver Two"})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.email = "dmarc@other.example"})), Added::counted);
    EXPECT_EQ(messages(), 3);
}

TEST_F(Identity, G5OtherContentUnderOneIdentityIsAConflict) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.records = {{.messages = 2}}})), Added::conflict);
}

TEST_F(Identity, G6ADuplicateIsKnownAfterARestart) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    store.reopen();
    EXPECT_EQ(store.add(aggregate({})), Added::duplicate);
    EXPECT_EQ(messages(), 1);
}

TEST_F(Identity, G7TheSameFileTwiceIsOneMail) {
    store.add_mail({aggregate({})}, "the octets");
    const model::IntakeId first = store.last_mail();
    store.add_mail({aggregate({})}, "the octets");
    EXPECT_EQ(store.last_mail(), first);
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 1);
}

TEST_F(Identity, I8TheSameRecordsInOtherOctetsAreADuplicate) {
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.content = "with CRLF"})), Added::duplicate);
    EXPECT_EQ(store.add(aggregate({.p = "reject", .content = "policy"})), Added::conflict);
    EXPECT_EQ(messages(), 1);
}

TEST_F(Identity, I8ListsEveryDelivery) {
    store.add_mail({aggregate({})}, "one", Via::smtp, "a@receiver.example");
    const model::ReportId id = store.last_report();
    store.add_mail({aggregate({})}, "two", Via::imap, "b@receiver.example");
    store.add_mail({aggregate({})}, "three", Via::file, "report.eml");
    const auto detail = store.ask([&](sqlite3& db) { return report(db, id); });
    ASSERT_TRUE(detail);
    std::string arrivals;
    for (const Arrival& each : detail->arrivals) arrivals += each.via + ":" + each.name + " ";
    EXPECT_EQ(arrivals, "smtp:a@receiver.example imap:b@receiver.example file:report.eml ");
    EXPECT_EQ(detail->row.deliveries, 3);
}

TEST_F(Identity, IsTheContentWhereAPartOfItWasTakenFromElsewhere) {  // B9, B11
    model::Report derived = aggregate({});
    derived.identity_derived = true;
    EXPECT_EQ(store.add(derived), Added::counted);
    EXPECT_EQ(store.add(derived), Added::duplicate);
    model::Report other = aggregate({.records = {{.messages = 5}}});
    other.identity_derived = true;
    EXPECT_EQ(store.add(other), Added::counted);
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
}

TEST_F(Identity, OfAFailureReportIsItsContent) {
    EXPECT_EQ(store.add(test::failure("one")), Added::counted);
    EXPECT_EQ(store.add(test::failure("two")), Added::counted);
    EXPECT_EQ(store.add(test::failure("one")), Added::duplicate);
}

TEST_F(Identity, OfATlsReportHoldsAllItsDomains) {
    EXPECT_EQ(store.add(test::tls("1", {"example.com"})), Added::counted);
    EXPECT_EQ(store.add(test::tls("1", {"example.com", "example.net"})), Added::counted);
    EXPECT_EQ(store.add(test::tls("1", {"example.com"})), Added::duplicate);
}

TEST_F(Identity, OfADuplicateKeepsTheNumbersTrue) {
    model::Report report = aggregate({});
    report.skipped = {{"bad-ip", 2, "x"}};
    store.add(report);
    store.add(report);
    const Overview seen = store.ask([](sqlite3& db) { return overview(db, {}); });
    EXPECT_EQ(seen.skipped_records, 1);
    EXPECT_EQ(seen.reports, 1);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
