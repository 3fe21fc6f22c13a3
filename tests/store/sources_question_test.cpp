#include "store/small_store.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

using test::about;

std::string line(const SourceRow& row) {
    return row.source.str() + " " + row.domain + " " + std::to_string(row.counts.messages) + "/" +
           std::to_string(row.counts.fail);
}

class SourcesTest : public testing::Test {
protected:
    std::vector<std::string> lines(const SourcesQuestion& question) {
        std::vector<std::string> all;
        for (const SourceRow& row :
             store.ask([&](sqlite3& db) { return sources(db, question); }).rows)
            all.push_back(line(row));
        return all;
    }
    test::SmallStore store;
};

const std::vector<std::string> kByFailing = {
    "192.0.2.1 example.com 15/5",     "192.0.2.1 mail.example.com 3/3",
    "192.0.2.7 example.com 1/1",      "192.0.2.1 badexample.com 100/0",
    "192.0.2.9 mail.example.com 7/0", "192.0.2.8 strange.example 4/0",
    "2001:db8::1 example.com 2/0"};
const std::vector<std::string> kByMessages = {
    "192.0.2.1 badexample.com 100/0", "192.0.2.1 example.com 15/5",
    "192.0.2.9 mail.example.com 7/0", "192.0.2.8 strange.example 4/0",
    "192.0.2.1 mail.example.com 3/3", "2001:db8::1 example.com 2/0",
    "192.0.2.7 example.com 1/1"};

TEST_F(SourcesTest, AreOrderedWorstFirstOrLargestFirst) {
    EXPECT_EQ(lines({}), kByFailing);
    EXPECT_EQ(lines({.order = SourceOrder::messages}), kByMessages);
}

TEST_F(SourcesTest, ComeInPagesThatMakeUpTheWholeList) {
    for (const SourceOrder order : {SourceOrder::failing, SourceOrder::messages})
        for (std::size_t limit = 1; limit <= 8; ++limit) {
            std::vector<std::string> all;
            SourcesQuestion question{.order = order, .limit = limit};
            std::size_t pages = 0;
            do {
                const auto page = store.ask([&](sqlite3& db) { return sources(db, question); });
                ASSERT_LE(page.rows.size(), limit);
                for (const SourceRow& row : page.rows) all.push_back(line(row));
                question.after = page.next;
                ASSERT_LT(++pages, 9U);
            } while (question.after);
            EXPECT_EQ(all, order == SourceOrder::failing ? kByFailing : kByMessages) << limit;
            EXPECT_EQ(pages, (7 + limit - 1) / limit);
        }
}

TEST_F(SourcesTest, PageOverRowsThatAreAllAlike) {
    test::MadeReport many{.id = "many", .records = {}};
    for (int i = 0; i < 30; ++i)
        many.records.push_back(
            {.source = "198.51.100." + std::to_string(i), .header_from = "alike.example"});
    store.add(test::aggregate(many));
    SourcesQuestion question{.filter = about({"alike.example"}), .limit = 7};
    std::size_t rows = 0;
    std::vector<std::string> all;
    do {
        const auto page = store.ask([&](sqlite3& db) { return sources(db, question); });
        for (const SourceRow& row : page.rows) all.push_back(line(row));
        question.after = page.next;
    } while (question.after && ++rows < 10);
    EXPECT_EQ(all.size(), 30U);
    std::ranges::sort(all);
    EXPECT_EQ(std::ranges::unique(all).size(), 0U);
}

TEST_F(SourcesTest, AreFilteredByResult) {
    const auto number = [&](ResultFilter result) { return lines({.result = result}).size(); };
    EXPECT_EQ(number(ResultFilter::fail), 3U);
    EXPECT_EQ(number(ResultFilter::pass), 5U);
    EXPECT_EQ(number(ResultFilter::dkim_fail), 5U);
    EXPECT_EQ(number(ResultFilter::spf_fail), 4U);
}

TEST_F(SourcesTest, AreFilteredByDomainPeriodAndAddress) {
    EXPECT_EQ(lines({.filter = about({"example.com"})}).size(), 5U);
    EXPECT_EQ(lines({.filter = about({"badexample.com"})}),
              std::vector<std::string>{"192.0.2.1 badexample.com 100/0"});
    EXPECT_EQ(
        lines({.filter = about({"example.com"}, {day(20'454), day(20'454)})}),
        (std::vector<std::string>{"192.0.2.1 mail.example.com 3/3", "192.0.2.1 example.com 10/0",
                                  "2001:db8::1 example.com 2/0"}));
    EXPECT_EQ(lines({.source = *model::IpAddress::parse("192.0.2.1")}).size(), 3U);
    EXPECT_TRUE(lines({.source = *model::IpAddress::parse("203.0.113.1")}).empty());
    SourcesQuestion paged{.source = *model::IpAddress::parse("192.0.2.1"), .limit = 2};
    paged.after = store.ask([&](sqlite3& db) { return sources(db, paged); }).next;
    EXPECT_EQ(lines(paged), std::vector<std::string>{"192.0.2.1 badexample.com 100/0"});
}

TEST_F(SourcesTest, ShowTheirFlowsWorstFirst) {
    const auto page = store.ask([](sqlite3& db) { return sources(db, {}); });
    const SourceRow& worst = page.rows.front();
    EXPECT_EQ(count(worst.first_day), 20'454);
    EXPECT_EQ(count(worst.last_day), 20'455);
    EXPECT_EQ(worst.policy->p, "reject");
    ASSERT_EQ(worst.flows.size(), 2U);
    EXPECT_EQ(worst.flows[0].counts.fail, 5);
    EXPECT_TRUE(worst.flows[0].auth.dkim.empty());
    EXPECT_EQ(worst.flows[1].counts.both_aligned, 10);
    ASSERT_EQ(worst.flows[1].auth.dkim.size(), 1U);
    EXPECT_EQ(worst.flows[1].words.text(worst.flows[1].auth.dkim[0].domain), "example.com");
    EXPECT_EQ(worst.flows[1].words.text(worst.flows[1].auth.dkim[0].selector), "s1");
    EXPECT_EQ(worst.flows[1].auth.spf[0].result, model::SpfResult::softfail);
    using Override = std::pair<model::OverrideClass, std::int64_t>;
    EXPECT_EQ(page.rows[2].flows.front().overrides,
              std::vector{Override(model::OverrideClass::forwarded, 1)});
}

TEST_F(SourcesTest, ShowAtMostSixteenFlowsAndSumAll) {
    test::MadeReport many{.id = "many", .records = {}};
    for (int i = 0; i < 40; ++i)
        many.records.push_back({.source = "198.51.100.1",
                                .header_from = "many.example",
                                .dkim_domain = "d" + std::to_string(i) + ".example"});
    store.add(test::aggregate(many));
    const auto page =
        store.ask([](sqlite3& db) { return sources(db, {.filter = about({"many.example"})}); });
    ASSERT_EQ(page.rows.size(), 1U);
    EXPECT_EQ(page.rows.front().flows.size(), 16U);
    EXPECT_EQ(page.rows.front().counts.fail, 40);
}

}  // namespace
}  // namespace sendpath::store
