#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath {
namespace {

constexpr std::int64_t kYear2100 = 47'482;

// B17: a report dated decades ahead counted as the newest for good.
TEST(Bugs, AReportFromTheFutureIsNotTheLatest) {
    test::TestStore store;
    store.add(test::aggregate({.id = "1", .p = "reject"}));
    store.add(test::aggregate({.id = "2", .day = kYear2100, .p = "none"}));

    const auto policy =
        store.ask([](sqlite3& db) { return store::newest_policy(db, "example.com"); });
    ASSERT_TRUE(policy);
    EXPECT_EQ(policy->policy.p, "reject");
    EXPECT_EQ(count(policy->seen), test::kNewYear);

    const auto extent = store.ask([](sqlite3& db) { return store::extent(db, {}); });
    ASSERT_TRUE(extent.last_day);
    EXPECT_EQ(count(*extent.last_day), test::kNewYear);
    const auto overview = store.ask([](sqlite3& db) { return store::overview(db, {}); });
    EXPECT_EQ(overview.counts.messages, 2);  // kept and counted all the same
}

}  // namespace
}  // namespace sendpath
