#include "store/path_life.hpp"
#include "store/reporter_queries.hpp"
#include "store/small_store.hpp"

#include <gmock/gmock.h>

namespace sendpath::store {
namespace {

using test::about;
using test::aggregate;
using test::kDaySeconds;
using test::kNewYear;
using test::SmallStore;
using test::TestStore;

std::vector<ReporterQuality> ask(TestStore& store, const Filter& filter,
                                 std::int64_t today = kNewYear + 10) {
    return store.ask(
        [&](sqlite3& db) { return reporter_quality(db, filter, day(today), usual_suffixes()); });
}

/// Mails reports that arrive a while after their window, by SMTP unless told otherwise.
void deliver(TestStore& store, const model::Report& report, std::int64_t late, Via via = Via::smtp,
             ReportTable::Arrival arrival = {}) {
    const auto& body = std::get<model::AggregateReport>(report.body);
    store.write([&](Ledger& ledger) {
        NewIntake mail;
        mail.received = seconds(count(body.end) + late);
        mail.via = via;
        mail.name = "mail.eml";
        mail.digest = digest_of(body.report_id + body.org_name + std::to_string(late));
        arrival.intake = ledger.intake().take(mail, IntakeState::done).id;
        arrival.received = mail.received;
        ledger.reports().add(report, arrival, ledger.ours());
    });
}

TEST(ReporterQuality, SumsWhatEachOrganisationTold) {  // N24
    SmallStore store;
    const auto rows = ask(store, about({"example.com"}));
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].reporter, "Receiver Two");  // reports 2 and 4
    EXPECT_EQ(rows[0].reports, 2);
    EXPECT_EQ(rows[0].records, 4);
    EXPECT_EQ(rows[0].messages, 17);
    EXPECT_EQ(rows[0].first_day, day(kNewYear + 1));
    EXPECT_EQ(rows[0].last_day, day(kNewYear + 2));
    EXPECT_EQ(rows[0].days, 2);
    EXPECT_EQ(rows[1].reporter, "Receiver One");
    EXPECT_EQ(rows[1].messages, 15);
    EXPECT_FALSE(rows[0].delay);  // its reports came as files
    EXPECT_EQ(rows[1].delay->reports, 1);
    EXPECT_EQ(ask(store, {}).front().messages, 115);
    EXPECT_TRUE(ask(store, about({}, {day(kNewYear + 3), std::nullopt})).empty());
}

TEST(ReporterQuality, TellsTheUsualDelayOfMailAlone) {  // N24
    TestStore store;
    for (int i = 1; i <= 10; ++i)
        deliver(store, aggregate({.id = std::to_string(i), .day = kNewYear + i}), i * 3'600,
                i % 2 == 0 ? Via::smtp : Via::imap);
    deliver(store, aggregate({.id = "file"}), 90 * kDaySeconds, Via::file);
    const auto rows = ask(store, {});
    ASSERT_TRUE(rows.front().delay);
    EXPECT_EQ(rows.front().delay->reports, 10);
    EXPECT_EQ(rows.front().delay->median, std::chrono::hours(5));
    EXPECT_EQ(rows.front().delay->most, std::chrono::hours(9));
}

TEST(ReporterQuality, CountsContradictionsDuplicatesAndConflicts) {
    TestStore store;
    deliver(store, aggregate({.id = "1"}), 60, Via::smtp,
            {.disagreed = 2, .disagreed_messages = 30});
    deliver(store, aggregate({.id = "2"}), 60, Via::smtp,
            {.disagreed = 1, .disagreed_messages = 4});
    deliver(store, aggregate({.id = "1"}), 120);
    deliver(store, aggregate({.id = "2", .records = {{.messages = 9}}, .content = "other"}), 120,
            Via::smtp);
    const auto rows = ask(store, {});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].contradicting_records, 2);  // the second of them no longer counts
    EXPECT_EQ(rows[0].contradicting_messages, 30);
    EXPECT_EQ(rows[0].duplicates, 1);
    EXPECT_EQ(rows[0].conflicts, 1);
    EXPECT_EQ(rows[0].reports, 2);
}

TEST(ReporterQuality, NoticesWhoFellSilent) {  // N34
    TestStore store;
    for (int i = 0; i < 4; ++i)
        store.add(aggregate({.id = std::to_string(i), .day = kNewYear + i}));
    EXPECT_FALSE(ask(store, {}, kNewYear + 6).front().rhythm.silent);
    EXPECT_TRUE(ask(store, {}, kNewYear + 7).front().rhythm.silent);
    EXPECT_EQ(ask(store, {}).front().rhythm.usual_gap, 1);
}

TEST(ReporterQuality, ComparesWhatReportersSayOfAPathOnADay) {
    TestStore store;
    const auto told = [&](const char* org, std::int64_t at, bool passes) {
        const auto evaluated = passes ? model::Evaluated::pass : model::Evaluated::fail;
        store.add(aggregate(
            {.id = org + std::to_string(at),
             .org = org,
             .day = kNewYear + at,
             .records = {{.messages = 20, .dkim = evaluated, .dkim_domain = "example.com"}}}));
    };
    for (int at = 0; at < 3; ++at)
        for (const char* org : {"A", "B", "C"}) told(org, at, org[0] != 'C' || at != 1);
    told("D", 9, true);  // alone on that day
    for (const ReporterQuality& row : ask(store, {})) {
        EXPECT_EQ(row.compared, row.reporter == "D" ? 0 : 3) << row.reporter;
        EXPECT_EQ(row.differing, row.reporter == "C" ? 1 : 0) << row.reporter;
    }
}

TEST(CompletenessQuestion, EndsAtTheLastDayThatMostOfTheUsualReportersTold) {  // N24, N25
    TestStore store;
    const auto told = [&](const char* org, std::int64_t at, std::uint64_t messages) {
        deliver(store,
                aggregate({.id = org + std::to_string(at),
                           .org = org,
                           .day = kNewYear + at,
                           .records = {{.messages = messages}}}),
                3'600);
    };
    for (int at = 0; at < 8; ++at) told("Large", at, 80);
    for (int at = 0; at < 10; ++at) told("Small", at, 20);
    const auto asked = [&](const Filter& filter) {
        return store.ask([&](sqlite3& db) { return completeness(db, filter); });
    };
    const Completeness all = asked({});
    ASSERT_EQ(all.days.size(), 10U);
    EXPECT_EQ(all.data_through, day(kNewYear + 7));
    EXPECT_DOUBLE_EQ(all.days[9].share, 0.2);
    EXPECT_EQ(asked(about({}, {std::nullopt, day(kNewYear + 3)})).data_through, day(kNewYear + 3));
    EXPECT_FALSE(asked(about({}, {day(kNewYear + 8), std::nullopt})).data_through);
    EXPECT_FALSE(asked(about({"other.example"})).data_through);
}

}  // namespace
}  // namespace sendpath::store
