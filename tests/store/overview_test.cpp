#include "store/small_store.hpp"

#include <array>

namespace sendpath::store {
namespace {

using test::about;

class OverviewTest : public testing::Test {
protected:
    Overview seen(const Filter& filter = {}) {
        return store.ask([&](sqlite3& db) { return overview(db, filter); });
    }
    test::SmallStore store;
};

void expect_sums(const Counts& counts, std::array<std::int64_t, 8> expected) {
    EXPECT_EQ((std::array{counts.messages, counts.both_aligned, counts.dkim_only, counts.spf_only,
                          counts.fail, counts.none, counts.quarantine, counts.reject}),
              expected);
}

TEST_F(OverviewTest, SumsEverything) {
    const Overview all = seen();
    expect_sums(all.counts, {132, 110, 4, 9, 9, 124, 3, 5});
    EXPECT_EQ(all.reports, 4);
    EXPECT_EQ(all.records, 8);
    EXPECT_EQ(all.sources, 5);
    EXPECT_EQ(all.failing_sources, 2);
    EXPECT_EQ(all.reporters, 2);
    EXPECT_EQ(all.held, 1);
    EXPECT_EQ(all.duplicates, 0);
    EXPECT_EQ(all.conflicts, 0);
    EXPECT_EQ(all.foreign_reports, 0);
}

TEST_F(OverviewTest, ListsDomainsByTheirMessages) {  // I10: by the From domain
    std::string domains;
    for (const DomainRow& each : seen().domains)
        domains += each.domain + ":" + std::to_string(each.counts.messages) + " ";
    EXPECT_EQ(domains, "badexample.com:100 example.com:18 mail.example.com:10 strange.example:4 ");
}

TEST_F(OverviewTest, ShowsThePolicyOfTheNewestReport) {
    for (const DomainRow& each : seen().domains) {
        SCOPED_TRACE(each.domain);
        ASSERT_EQ(each.policy.has_value(), each.domain != "strange.example");
        if (each.policy)
            EXPECT_EQ(each.policy->p, each.domain == "example.com" ? "reject" : "none");
        if (each.domain == "example.com") EXPECT_EQ(count(*each.policy_seen), 20'455);
    }
}

TEST_F(OverviewTest, TakesANameForItselfAndAllBelowIt) {
    const Overview ours = seen(about({"example.com"}));
    expect_sums(ours.counts, {28, 10, 0, 9, 9, 20, 3, 5});
    EXPECT_EQ(ours.reports, 3);
    EXPECT_EQ(ours.records, 7);
    EXPECT_EQ(ours.sources, 4);
    EXPECT_EQ(ours.failing_sources, 2);
    EXPECT_EQ(ours.domains.size(), 2U);
    expect_sums(seen(about({"mail.example.com"})).counts, {10, 0, 0, 7, 3, 7, 3, 0});
    expect_sums(seen(about({"badexample.com"})).counts, {100, 100, 0, 0, 0, 100, 0, 0});
    expect_sums(seen(about({"com"})).counts, {128, 110, 0, 9, 9, 120, 3, 5});
    expect_sums(seen(about({"ample.com"})).counts, {});
    expect_sums(seen(about({"never.example"})).counts, {});
}

TEST_F(OverviewTest, CountsADomainNamedTwiceOnce) {
    expect_sums(seen(about({"example.com", "mail.example.com"})).counts,
                {28, 10, 0, 9, 9, 20, 3, 5});
    EXPECT_EQ(seen(about({"example.com", "strange.example"})).counts.messages, 32);
}

TEST_F(OverviewTest, HoldsThePeriodAtBothEnds) {
    EXPECT_EQ(seen({.period = {day(20'455), day(20'455)}}).counts.messages, 110);
    EXPECT_EQ(seen({.period = {day(20'456), {}}}).counts.messages, 7);
    EXPECT_EQ(seen({.period = {{}, day(20'454)}}).counts.messages, 15);
    EXPECT_EQ(seen({.period = {day(20'457), {}}}).counts.messages, 0);
    EXPECT_EQ(seen({.period = {day(20'457), {}}}).held, 1);  // of the whole store
}

TEST_F(OverviewTest, CountsByDay) {
    const auto days = [&](const Filter& filter) {
        std::string text;
        for (const DayCounts& each :
             store.ask([&](sqlite3& db) { return counts_by_day(db, filter); }))
            text += std::to_string(count(each.day)) + ":" + std::to_string(each.counts.messages) +
                    "/" + std::to_string(each.counts.fail) + " ";
        return text;
    };
    EXPECT_EQ(days({}), "20454:15/3 20455:110/6 20456:7/0 ");
    EXPECT_EQ(days(about({"example.com"})), "20454:15/3 20455:6/6 20456:7/0 ");
    EXPECT_EQ(days(about({"example.com"}, {day(20'455), day(20'455)})), "20455:6/6 ");
}

TEST_F(OverviewTest, KnowsItsExtentAndItsGeneration) {
    const auto extent_of = [&](const std::vector<model::DomainName>& domains) {
        return store.ask([&](sqlite3& db) { return extent(db, domains); });
    };
    const Extent all = extent_of({});
    EXPECT_EQ(count(*all.first_day), 20'454);
    EXPECT_EQ(count(*all.last_day), 20'456);
    const Extent one = extent_of(test::ours({"badexample.com"}).names);
    EXPECT_EQ(count(*one.first_day), 20'455);
    EXPECT_EQ(count(*one.last_day), 20'455);
    EXPECT_FALSE(extent_of(test::ours({"never.example"}).names).first_day);
    store.add(test::aggregate({.id = "more"}));
    EXPECT_EQ(extent_of({}).generation, all.generation + 1);
}

TEST_F(OverviewTest, FindsThePolicyOfTheNearestNameAbove) {
    const auto policy = [&](std::string_view name) {
        return store.ask([&](sqlite3& db) { return newest_policy(db, name); });
    };
    EXPECT_EQ(policy("example.com")->policy.p, "reject");
    EXPECT_EQ(policy("a.b.example.com")->policy.domain.str(), "example.com");
    EXPECT_EQ(policy("x.mail.example.com")->policy.domain.str(), "mail.example.com");
    EXPECT_FALSE(policy("strange.example"));
    EXPECT_FALSE(policy(""));
}

TEST(EmptyStore, AnswersWithNothing) {
    test::TestStore store;
    const Overview none = store.ask([](sqlite3& db) { return overview(db, {}); });
    expect_sums(none.counts, {});
    EXPECT_TRUE(none.domains.empty());
    EXPECT_FALSE(store.ask([](sqlite3& db) { return extent(db, {}); }).first_day);
    EXPECT_TRUE(store.ask([](sqlite3& db) { return sources(db, {}); }).rows.empty());
    EXPECT_TRUE(store.ask([](sqlite3& db) { return records(db, {}); }).page.rows.empty());
    EXPECT_TRUE(store.ask([](sqlite3& db) { return reports(db, {}); }).rows.empty());
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
