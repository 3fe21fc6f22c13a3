#include "support/made_reports.hpp"
#include "support/test_store.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

/// A report of one identity that holds `messages`.
model::Report rival(std::uint64_t messages, const std::string& source = "192.0.2.1") {
    return test::aggregate({.records = {{.source = source, .messages = messages}}});
}

class Conflict : public testing::Test {
protected:
    std::int64_t messages() {
        return store.ask([](sqlite3& db) { return overview(db, {}); }).counts.messages;
    }
    /// Messages and state of all reports, in the order they came: "3 superseded! 5 counted!", a '!'
    /// for those in conflict.
    std::string states() {
        auto page = store.ask([](sqlite3& db) { return reports(db, {}); });
        std::ranges::reverse(page.rows);
        std::string text;
        for (const ReportRow& row : page.rows)
            text.append(text.empty() ? "" : " ")
                .append(std::to_string(row.messages) + " ")
                .append(name(row.state))
                .append(row.conflict ? "!" : "");
        return text;
    }
    test::TestStore store;
};

TEST_F(Conflict, TheLargerCountsWhenItComesSecond) {
    EXPECT_EQ(store.add(rival(3)), Added::counted);
    EXPECT_EQ(store.add(rival(5)), Added::conflict);
    EXPECT_EQ(states(), "3 superseded! 5 counted!");
    EXPECT_EQ(messages(), 5);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(Conflict, TheSmallerIsKeptAndNotCounted) {
    store.add(rival(5));
    EXPECT_EQ(store.add(rival(3)), Added::conflict);
    EXPECT_EQ(states(), "5 counted! 3 superseded!");
    EXPECT_EQ(messages(), 5);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(Conflict, OfEqualsTheFirstStays) {
    store.add(rival(3, "192.0.2.1"));
    EXPECT_EQ(store.add(rival(3, "192.0.2.2")), Added::conflict);
    EXPECT_EQ(states(), "3 counted! 3 superseded!");
    EXPECT_EQ(store.number("SELECT count(*) FROM flow_day"), 1);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(Conflict, SwitchesWheneverALargerArrives) {
    for (const std::uint64_t size : {2U, 7U, 4U, 9U, 1U}) store.add(rival(size));
    EXPECT_EQ(states(), "2 superseded! 7 superseded! 4 superseded! 9 counted! 1 superseded!");
    EXPECT_EQ(messages(), 9);
    EXPECT_EQ(store.ask([](sqlite3& db) { return overview(db, {}); }).conflicts, 4);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(Conflict, IsSettledWithinOneTransactionToo) {
    store.add_mail({rival(2), rival(7), rival(7), rival(4)});
    EXPECT_EQ(states(), "2 superseded! 7 counted! 4 superseded!");
    EXPECT_EQ(messages(), 7);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(Conflict, ASupersededReportCanBeDeliveredAgain) {
    store.add(rival(2));
    const model::ReportId small = store.last_report();
    store.add(rival(7));
    EXPECT_EQ(store.add(rival(2)), Added::duplicate);
    EXPECT_EQ(store.last_report(), small);
    EXPECT_EQ(messages(), 7);
}

TEST_F(Conflict, EndsWhenOneSideIsTakenAway) {
    store.add(rival(3));
    store.add(rival(5));
    const model::IntakeId larger = store.last_mail();
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(larger); });
    EXPECT_EQ(states(), "3 counted");
    EXPECT_EQ(messages(), 3);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(Conflict, CountsZeroMessagesToo) {
    store.add(rival(0));
    EXPECT_EQ(messages(), 0);
    EXPECT_EQ(store.add(rival(1)), Added::conflict);
    EXPECT_EQ(messages(), 1);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
