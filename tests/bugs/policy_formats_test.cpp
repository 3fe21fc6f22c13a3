#include "analysis/public_suffixes.hpp"
#include "store/path_overview.hpp"
#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath {
namespace {

model::Report of_old_format(std::int64_t day) {
    model::Report report = test::aggregate({.id = std::to_string(day), .day = day, .p = "reject"});
    auto& policy = std::get<model::AggregateReport>(report.body).policy;
    policy.sp = "reject";
    policy.pct = 100;
    return report;
}

model::Report of_new_format(std::int64_t day) {
    model::Report report = test::aggregate({.id = std::to_string(day), .day = day, .p = "reject"});
    auto& policy = std::get<model::AggregateReport>(report.body).policy;
    policy.sp = policy.np = "reject";
    policy.testing = "n";
    policy.discovery_method = "treewalk";
    return report;
}

// One record reported in both formats was told as a policy that changed from day to day, and what a
// domain's policy is told by hung on which of them had come last.
TEST(Bugs, APolicyThatTwoFormatsTellIsOnePolicy) {
    for (const bool old_first : {true, false}) {
        test::TestStore store;
        const std::int64_t other = old_first ? 1 : 0;
        for (std::int64_t day = test::kNewYear - 5; day <= test::kNewYear; ++day)
            store.add(day % 2 == other ? of_new_format(day) : of_old_format(day));
        const auto suffixes = analysis::PublicSuffixes::builtin();
        EXPECT_TRUE(store.ask([&](sqlite3& db) { return store::path_overview(db, {}, suffixes); })
                        .policies.empty());
        const auto policy =
            store.ask([](sqlite3& db) { return store::newest_policy(db, "example.com"); });
        ASSERT_TRUE(policy);
        EXPECT_EQ(policy->seen, day(test::kNewYear));
        EXPECT_EQ(policy->policy.np, "reject");
        EXPECT_EQ(policy->policy.pct, 100);
        EXPECT_EQ(policy->policy.testing, "n");
        EXPECT_EQ(store.fault(), "");
    }
}

}  // namespace
}  // namespace sendpath
