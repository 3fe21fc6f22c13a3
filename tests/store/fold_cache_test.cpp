#include "store/fold_cache.hpp"

#include "store/judged_paths.hpp"
#include "store/path_life.hpp"
#include "store/path_queries.hpp"
#include "support/test_store.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

using test::PathLife;
using test::TestStore;

/// What a few questions answer, in words.
using Words = std::vector<std::string>;
Words answers(sqlite3& db, const Period& period) {
    Words words;
    const auto all = judged_paths(db, period, usual_suffixes());
    const auto top = top_failing_sources(db, {{}, period}, 100);
    const auto sums = overview(db, {{}, period});
    EXPECT_TRUE(all && top && sums);
    if (!all || !top || !sums) return words;
    for (const JudgedPath& path : (*all)->paths)
        words.push_back(fmt::format("{} {}: {}, {} of {} fail, {} days, {} reporters", path.domain,
                                    path.sender, name(path.verdict.shown.reason),
                                    path.evidence.failing, path.evidence.messages,
                                    path.evidence.days, path.evidence.reporters));
    for (const FailingSource& each : *top)
        words.push_back(fmt::format("{} {} {}", each.source.str(), each.domain, each.failing));
    words.push_back(fmt::format("{} {}", sums->sources, sums->failing_sources));
    return words;
}

/// The same from a copy of the store, of which nothing is remembered.
Words answers_anew(const TestStore& store, const Period& period) {
    static std::int64_t copies = 0;
    const auto copy = store.folder().path() / fmt::format("copy{}.db", ++copies);
    const auto original = open_for_writing(store.path());
    EXPECT_TRUE(original);
    EXPECT_TRUE(run(**original, fmt::format("VACUUM INTO '{}'", copy.string()).c_str()));
    const auto db = open_for_writing(copy);
    EXPECT_TRUE(db);
    EXPECT_TRUE(
        run(**db, fmt::format("UPDATE state SET value = {} WHERE name = 'store'", copies).c_str()));
    return answers(**db, period);
}

/// Makes `latest` the last day that reports could be about.
void receive_until(const TestStore& store, std::int64_t latest) {
    const auto db = open_for_writing(store.path());
    ASSERT_TRUE(db);
    ASSERT_TRUE(
        run(**db, fmt::format("UPDATE intake SET received = {}", (latest - 2) * 86'400).c_str()));
}

TEST(RememberedSums, AreThoseOfTheSheetsAfterEveryReport) {
    TestStore store;
    PathLife life(5);
    const Period some{day(20'455), day(20'485)};
    for (int number = 1; number <= 40; ++number) {
        store.add(life.report(number));
        receive_until(store, 20'450 + number);
        const auto found = store.ask([&](sqlite3& db) { return Result<Words>(answers(db, some)); });
        ASSERT_EQ(found, answers_anew(store, some)) << "after report " << number;
    }
    const auto found = store.ask([&](sqlite3& db) { return Result<Words>(answers(db, some)); });
    EXPECT_GT(found.size(), 20U);
}

TEST(RememberedSums, GoWithTheReportsThatAreTakenAway) {
    TestStore store;
    PathLife life(6);
    for (int number = 1; number <= 10; ++number) store.add(life.report(number));
    const auto before = store.ask([&](sqlite3& db) { return Result<Words>(answers(db, {})); });
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(store.last_mail()); });
    const auto after = store.ask([&](sqlite3& db) { return Result<Words>(answers(db, {})); });
    EXPECT_NE(after, before);
    EXPECT_EQ(after, answers_anew(store, {}));
}

struct Fold {
    int number = 0;
    [[nodiscard]] static std::size_t octets() { return 100; }
};

class FoldCacheTest : public testing::Test {
protected:
    /// Asks for a domain over two parts; numbers what is made.
    std::vector<int> ask(std::int64_t domain) {
        receive_until(store, 20'465);
        return store.ask([&](sqlite3& db) -> Result<std::vector<int>> {
            auto parts = SheetParts::of(db, {20'400, 20'500});
            if (!parts) return parts.error();
            const auto folds =
                cache.folds(*parts, domain, [&](DayRange) { return Result<Fold>(Fold{++made}); });
            if (!folds) return folds.error();
            std::vector<int> numbers;
            for (const auto& fold : *folds) numbers.push_back(fold->number);
            return numbers;
        });
    }
    void change(std::int64_t domain, std::int64_t at) {
        store.write([&](Ledger& ledger) {
            ledger.reports().replace_sheet(sheet_key(domain, at),
                                           {{sheet_key(domain, at), 1, 1, 1}});
        });
    }
    TestStore store;
    FoldCache<Fold> cache{500};
    int made = 0;
};

TEST_F(FoldCacheTest, MakesOnlyThePartAgainThatChanged) {
    store.add(PathLife(7).report(1));
    change(1, 20'410);
    change(1, 20'460);
    EXPECT_EQ(ask(1), (std::vector{1, 2}));
    EXPECT_EQ(ask(1), (std::vector{1, 2}));
    change(1, 20'460);
    EXPECT_EQ(ask(1), (std::vector{1, 3}));
    change(1, 20'411);
    EXPECT_EQ(ask(1), (std::vector{4, 3}));
    change(2, 20'411);
    EXPECT_EQ(ask(1), (std::vector{4, 3}));
    change(1, 20'501);
    EXPECT_EQ(ask(1), (std::vector{4, 3}));
}

TEST_F(FoldCacheTest, KeepsToItsMemoryAndForgetsWhatNobodyAskedFor) {
    store.add(PathLife(7).report(1));
    EXPECT_EQ(ask(1), (std::vector{1, 2}));
    EXPECT_EQ(ask(2), (std::vector{3, 4}));
    EXPECT_EQ(ask(1), (std::vector{1, 2}));
    EXPECT_EQ(ask(3), (std::vector{5, 6}));  // one too many: the eldest of domain 2 goes
    EXPECT_EQ(ask(1), (std::vector{1, 2}));
    EXPECT_EQ(ask(2), (std::vector{7, 8}));
}

}  // namespace
}  // namespace sendpath::store
