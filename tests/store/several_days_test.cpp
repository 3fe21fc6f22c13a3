#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

/// "20454:3 20455:1": days since 1970 and their messages.
std::string days(test::TestStore& store, const Filter& filter = {}) {
    std::string text;
    for (const DayCounts& each : store.ask([&](sqlite3& db) { return counts_by_day(db, filter); }))
        text.append(text.empty() ? "" : " ")
            .append(std::to_string(count(each.day)) + ":")
            .append(std::to_string(each.counts.messages));
    return text;
}

model::Report window(std::int64_t length, std::uint64_t messages) {
    return test::aggregate({.days = length, .records = {{.messages = messages}}});
}

TEST(SeveralDays, B19SpreadTheirMessagesByTheLargestRemainder) {
    test::TestStore store;
    store.add(window(7, 3));
    EXPECT_EQ(days(store), "20454:1 20455:1 20456:1");
    const auto page = store.ask([](sqlite3& db) { return reports(db, {}); });
    EXPECT_TRUE(page.rows.front().multi_day);
    EXPECT_EQ(page.rows.front().records, 1);
    EXPECT_EQ(page.rows.front().messages, 3);
    EXPECT_EQ(count(page.rows.front().day), 20'457);
    EXPECT_EQ(store.fault(), "");
}

TEST(SeveralDays, B18OneDayStaysOne) {
    test::TestStore store;
    store.add(window(1, 3));
    EXPECT_EQ(days(store), "20454:3");
    EXPECT_FALSE(store.ask([](sqlite3& db) { return reports(db, {}); }).rows.front().multi_day);
}

TEST(SeveralDays, B20OverAMonthCountOnTheMiddleDayAlone) {
    test::TestStore store;
    store.add(window(31, 31));
    EXPECT_EQ(store.number("SELECT count(DISTINCT day) FROM flow_day"), 31);
    test::TestStore other;
    other.add(window(32, 31));
    EXPECT_EQ(days(other), "20469:31");
    EXPECT_EQ(other.number("SELECT flags FROM report"), 4);
    test::TestStore decades;
    decades.add(window(8'000, std::uint64_t{1} << 40));
    EXPECT_EQ(days(decades), "24453:1099511627776");
    EXPECT_EQ(decades.fault(), "");
}

TEST(SeveralDays, SumToTheMessagesWhateverThePeriod) {
    test::TestStore store;
    store.add(window(5, 17));
    EXPECT_EQ(days(store), "20454:4 20455:4 20456:3 20457:3 20458:3");
    EXPECT_EQ(days(store, {.period = {day(20'455), day(20'456)}}), "20455:4 20456:3");
    EXPECT_EQ(days(store, {.period = {day(20'459), {}}}), "");
    EXPECT_EQ(store.number("SELECT sum(messages) FROM reporter_day"), 17);
}

TEST(SeveralDays, AreTakenBackOnEveryOneOfThem) {
    test::TestStore store;
    store.add(window(7, 20));
    const model::IntakeId mail = store.last_mail();
    store.add(window(1, 1));
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(mail); });
    EXPECT_EQ(days(store), "20454:1");
    EXPECT_EQ(store.fault(), "");
}

TEST(SeveralDays, B15AnEndBeforeTheBeginIsTheBegin) {
    test::TestStore store;
    store.add(window(-40, 2));
    EXPECT_EQ(days(store), "20454:2");
}

TEST(SeveralDays, B17DatesOutsideOfReasonAreKeptAndCounted) {
    test::TestStore store;
    for (const std::int64_t begin : {std::int64_t{-20'000}, std::int64_t{0}, std::int64_t{47'482}})
        EXPECT_EQ(store.add(test::aggregate({.day = begin})), Added::counted);
    EXPECT_EQ(days(store), "-20000:1 0:1 47482:1");
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
