#include "store/connection.hpp"
#include "store/path_life.hpp"
#include "store/queries.hpp"
#include "support/test_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sendpath::store {
namespace {

using test::PathLife;
using test::TestStore;

/// All pages of a question, a line a source.
std::vector<std::string> lines_of(sqlite3& db, SourcesQuestion question) {
    std::vector<std::string> lines;
    do {
        const auto page = sources(db, question);
        EXPECT_TRUE(page);
        if (!page) break;
        for (const SourceRow& row : page->rows)
            lines.push_back(fmt::format(
                "{} {} {} of {}, {} to {}, {} flows", row.source.str(), row.domain, row.counts.fail,
                row.counts.messages, count(row.first_day), count(row.last_day), row.flows.size()));
        question.after = page->next;
    } while (question.after);
    return lines;
}

std::vector<std::vector<std::string>> answers(sqlite3& db, const Filter& filter) {
    std::vector<std::vector<std::string>> all;
    for (const SourceOrder order : {SourceOrder::failing, SourceOrder::messages})
        for (const ResultFilter result : {ResultFilter::any, ResultFilter::fail, ResultFilter::pass,
                                          ResultFilter::dkim_fail, ResultFilter::spf_fail})
            all.push_back(
                lines_of(db, {.filter = filter, .result = result, .order = order, .limit = 5}));
    const auto counted = overview(db, filter);
    EXPECT_TRUE(counted);
    if (counted)
        all.push_back({std::to_string(counted->sources), std::to_string(counted->failing_sources)});
    return all;
}

class SourceSums : public testing::Test {
protected:
    SourceSums() {
        PathLife life(23);
        for (int number = 1; number <= 60; ++number) store.add(life.report(number));
        store.close();
        auto opened = open_for_writing(store.path());
        EXPECT_TRUE(opened);
        db = *std::move(opened);
    }
    TestStore store;
    Connection db;
};

TEST_F(SourceSums, OfTheSheetsAreThoseOfTheFlows) {
    const Filter all;
    const Filter some{{}, {day(20'460), day(20'475)}};
    const auto from_sheets = answers(*db, all);
    const auto some_from_sheets = answers(*db, some);
    ASSERT_GT(from_sheets.front().size(), 10U);
    ASSERT_NE(from_sheets, some_from_sheets);
    ASSERT_TRUE(run(*db, "INSERT INTO stale_sheet VALUES (0)"));
    EXPECT_EQ(answers(*db, all), from_sheets);
    EXPECT_EQ(answers(*db, some), some_from_sheets);
}

TEST_F(SourceSums, AreWholeWhileTheSheetsAreMadeAgain) {
    const auto before = answers(*db, {});
    ASSERT_TRUE(
        run(*db, "INSERT INTO stale_sheet SELECT key FROM path_sheet; DELETE FROM path_sheet"));
    EXPECT_EQ(answers(*db, {}), before);
}

}  // namespace
}  // namespace sendpath::store
