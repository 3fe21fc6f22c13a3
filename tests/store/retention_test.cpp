#include "store/retention.hpp"

#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

using test::aggregate;
using test::kDaySeconds;
using test::kNewYear;

/// When TestStore receives its mails, and an hour later.
constexpr Seconds kReceived = seconds((kNewYear + 1) * kDaySeconds);
constexpr Seconds kLater = kReceived + std::chrono::hours(1);

class Retention : public testing::Test {
protected:
    /// As the server does it: steps until there is nothing left.
    Removed keep(const Cutoffs& cutoffs) {
        Removed all;
        RetentionTable::Step step;
        do {
            store.write([&](Ledger& ledger) { step = ledger.retention().step(cutoffs, progress); });
            all.add(step.removed);
            ++steps;
        } while (step.more);
        return all;
    }
    std::int64_t rows(const std::string& table) {
        return store.number("SELECT count(*) FROM " + table);
    }

    test::TestStore store;
    RetentionProgress progress;
    int steps = 0;
};

// O1
TEST_F(Retention, TakesNothingThatIsYoungAndNothingWhereAllIsKept) {
    store.add_mail({aggregate({}), test::failure("x"), test::tls("1", {"example.com"})});
    EXPECT_EQ(keep({}).all(), 0);
    EXPECT_EQ(keep({.raw = kReceived, .failure_samples = kReceived, .records = kReceived}).all(),
              0);
    EXPECT_EQ(rows("raw"), 1);
    EXPECT_EQ(rows("failure_sample"), 1);
    EXPECT_EQ(rows("report"), 3);
}

// O1
TEST_F(Retention, TakesOctetsByArrivalAndKnowsTheMailAllTheSame) {
    store.add_mail({aggregate({})}, "the octets");
    const model::IntakeId old = store.last_mail();
    store.add_mail({aggregate({.id = "2"})});
    EXPECT_EQ(keep({.raw = kReceived + std::chrono::seconds(2)}).raw, 1);
    EXPECT_EQ(rows("raw"), 1);
    EXPECT_EQ(rows("report"), 2) << "what was read of it stays";
    store.add_mail({}, "the octets");
    EXPECT_EQ(store.last_mail(), old);
    EXPECT_EQ(store.fault(), "");
}

// O1: what waits is nowhere but in its octets.
TEST_F(Retention, LeavesMailThatIsNotDecodedYet) {
    for (const IntakeState state : {IntakeState::pending, IntakeState::decoding}) {
        store.add_mail({}, "mail that is " + std::string(name(state)));
        const model::IntakeId mail = store.last_mail();
        store.write([&](Ledger& ledger) { ledger.intake().set_state(mail, state); });
    }
    EXPECT_EQ(keep({.raw = kLater}).raw, 0);
    EXPECT_EQ(rows("raw"), 2);
}

// O2: the octets of the mail hold the same header, in whatever mail it came.
TEST_F(Retention, TakesSamplesOfFailuresWithTheOctetsTheyCameIn) {
    store.add_mail({test::failure("x")}, "first");
    store.add_mail({test::failure("x")}, "the same report again");
    store.add_mail({aggregate({})}, "another");
    const Removed removed = keep({.raw = kReceived, .failure_samples = kLater});
    EXPECT_EQ(removed.failure_samples, 1);
    EXPECT_EQ(removed.raw, 2);
    EXPECT_EQ(rows("failure_sample"), 0);
    EXPECT_EQ(rows("failure_report"), 1);
    EXPECT_EQ(rows("raw"), 1);
}

// O3
TEST_F(Retention, TakesReportsWithAllThatWasCountedOfThem) {
    model::Report noted = aggregate({.id = "old", .records = {{.messages = 7}}});
    noted.skipped = {{"bad-ip", 1, "x"}};
    store.add(noted);
    store.add(noted);  // a duplicate
    store.add_mail({test::failure("x"), test::tls("1", {"example.com"})});
    store.add(aggregate({.id = "young", .records = {{.messages = 5}}}));
    EXPECT_EQ(keep({.records = kReceived + std::chrono::seconds(4)}).reports, 3);
    for (const char* table : {"note", "duplicate", "failure_report", "failure_field",
                              "failure_sample", "tls_policy", "tls_failure"})
        EXPECT_EQ(rows(table), 0) << table;
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 5);
    const Overview told = store.ask([](sqlite3& db) { return overview(db, {}); });
    EXPECT_EQ(told.counts.messages, 5);
    EXPECT_EQ(told.duplicates, 0);
    EXPECT_EQ(told.skipped_records, 0);
    EXPECT_EQ(store.fault(), "");
}

// O3: an archive of old reports is kept as long as what came in with it.
TEST_F(Retention, GoesByWhenAMailCameNotByWhatItTellsOf) {
    store.add(aggregate({.day = kNewYear - 3'000}));
    EXPECT_EQ(keep({.records = kReceived}).reports, 0);
    EXPECT_EQ(keep({.records = kLater}).reports, 1);
}

// O3: whatever domain it is about, counted or not.
TEST_F(Retention, TakesForeignAndSupersededReportsToo) {
    store.reopen(test::ours({"example.com"}));
    store.add(aggregate({.domain = "elsewhere.example"}));
    store.add(aggregate({.id = "2", .content = "a"}));
    store.add(aggregate({.id = "2", .records = {{.messages = 9}}, .content = "b"}));
    EXPECT_EQ(keep({.records = kLater}).reports, 3);
    EXPECT_EQ(rows("report"), 0);
    EXPECT_EQ(rows("flow_day"), 0);
    EXPECT_EQ(store.fault(), "");
}

// O3
TEST_F(Retention, ForgetsWhatIsHeldWithTheRecordsOfItsTime) {
    store.add_mail({}, "no report");
    const model::IntakeId mail = store.last_mail();
    store.write([&](Ledger& ledger) {
        ledger.intake().hold(mail, {model::HeldReason::not_a_report, "", ""}, "a@example.com", "");
        ledger.intake().set_state(mail, IntakeState::held);
    });
    EXPECT_EQ(keep({.records = kReceived}).held, 0);
    EXPECT_EQ(keep({.records = kLater}).held, 1);
    EXPECT_EQ(rows("held"), 0);
    EXPECT_EQ(rows("intake WHERE state = 3"), 0);
}

// O4
TEST_F(Retention, GoesOnInStepsUntilNothingIsLeft) {
    const auto many = static_cast<int>(RetentionTable::kStep + 1);
    for (int i = 0; i < many; ++i) store.add(aggregate({.id = std::to_string(i)}));
    const Removed removed = keep({.raw = kLater, .records = kLater});
    EXPECT_EQ(removed.raw, many);
    EXPECT_EQ(removed.reports, many);
    EXPECT_EQ(steps, 2);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
