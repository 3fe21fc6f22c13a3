#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

using test::aggregate;
using test::ours;

std::int64_t messages(test::TestStore& store) {
    return store.ask([](sqlite3& db) { return overview(db, {}); }).counts.messages;
}

TEST(OurDomains, HoldThemselvesAndWhatIsBelow) {
    const OurDomains domains = ours({"example.com", "example.co.jp"});
    EXPECT_TRUE(domains.contains("example.com"));
    EXPECT_TRUE(domains.contains("MAIL.example.com"));
    EXPECT_TRUE(domains.contains("a.b.example.co.jp"));
    EXPECT_FALSE(domains.contains("badexample.com"));
    EXPECT_FALSE(domains.contains("com"));
    EXPECT_FALSE(domains.contains("not a name"));
    EXPECT_TRUE(OurDomains{}.contains("anything.example"));
}

TEST(Foreign, I9AReportForSomebodyElseIsListedAndNotCounted) {
    test::TestStore store(ours({"example.com"}));
    EXPECT_EQ(store.add(aggregate({})), Added::counted);
    EXPECT_EQ(store.add(aggregate({.domain = "badexample.com"})), Added::foreign);
    EXPECT_EQ(store.add(test::tls("1", {"example.org"})), Added::foreign);
    EXPECT_EQ(store.add(test::failure("x", "example.org")), Added::foreign);
    EXPECT_EQ(store.add(test::failure("x", "")), Added::counted);  // about nobody: ours to look at
    EXPECT_EQ(messages(store), 1);
    const Overview seen = store.ask([](sqlite3& db) { return overview(db, {}); });
    EXPECT_EQ(seen.foreign_reports, 3);
    const auto listed =
        store.ask([](sqlite3& db) { return reports(db, {.state = ReportState::foreign}); });
    ASSERT_EQ(listed.rows.size(), 1U);
    EXPECT_EQ(listed.rows.front().domain, "badexample.com");
    EXPECT_EQ(store.fault(), "");
}

TEST(Foreign, IsADuplicateWhenItComesAgain) {
    test::TestStore store(ours({"example.com"}));
    store.add(aggregate({.domain = "example.org"}));
    EXPECT_EQ(store.add(aggregate({.domain = "example.org"})), Added::duplicate);
}

TEST(Adopt, CountsWhatBecameOursAndNoLongerWhatCeasedToBe) {
    test::TestStore store(ours({"example.com"}));
    store.add(aggregate({.records = {{.messages = 2}}}));
    store.add(aggregate(
        {.domain = "example.org", .records = {{.messages = 40, .header_from = "example.org"}}}));
    EXPECT_EQ(messages(store), 2);
    store.reopen(ours({"example.com", "example.org"}));
    EXPECT_EQ(messages(store), 42);
    EXPECT_EQ(store.fault(), "");
    store.reopen(ours({"example.org"}));
    EXPECT_EQ(messages(store), 40);
    EXPECT_EQ(store.fault(), "");
    store.reopen();  // none configured: all are
    EXPECT_EQ(messages(store), 42);
    store.reopen(ours({"example.com"}));
    EXPECT_EQ(messages(store), 2);
    EXPECT_EQ(store.fault(), "");
}

TEST(Adopt, SettlesTheConflictsOfWhatItCounts) {
    test::TestStore store(ours({"example.com"}));
    for (const std::uint64_t size : {3U, 9U, 5U})
        EXPECT_EQ(store.add(aggregate({.domain = "example.org", .records = {{.messages = size}}})),
                  Added::foreign);
    store.reopen(ours({"example.org"}));
    EXPECT_EQ(messages(store), 9);
    EXPECT_EQ(store.fault(), "");
    store.reopen(ours({"example.com"}));
    EXPECT_EQ(messages(store), 0);
    EXPECT_EQ(store.number("SELECT count(*) FROM report WHERE state = 3 AND flags & 1 = 0"), 3);
    EXPECT_EQ(store.fault(), "");
}

TEST(Adopt, LooksOnlyWhenTheDomainsAreOthers) {
    test::TestStore store(ours({"example.com", "example.org"}));
    const std::int64_t generation =
        store.ask([](sqlite3& db) { return sendpath::store::generation(db); });
    store.reopen(ours({"example.org", "example.com"}));  // another order is no other set
    EXPECT_EQ(store.ask([](sqlite3& db) { return sendpath::store::generation(db); }), generation);
    store.reopen(ours({"example.org"}));
    EXPECT_GT(store.ask([](sqlite3& db) { return sendpath::store::generation(db); }), generation);
}

}  // namespace
}  // namespace sendpath::store
