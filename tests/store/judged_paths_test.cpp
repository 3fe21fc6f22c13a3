// The paths that the store finds by its rollups, against the plainest way of the same: all records
// in memory (tests/analysis/judged_corpus.hpp).
#include "store/judged_paths.hpp"

#include "analysis/judged_corpus.hpp"
#include "store/path_life.hpp"
#include "store/path_queries.hpp"
#include "support/test_store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {
namespace {

using test::kNewYear;
using test::PathLife;
using test::TestStore;

std::string line_of(std::string_view domain, std::string_view sender,
                    const analysis::PathEvidence& path, analysis::Verdict verdict,
                    analysis::Reason reason) {
    std::string causes;
    for (const std::int64_t each : path.causes) causes += fmt::format(" {}", each);
    return fmt::format(
        "{} {}: {} {} | {} = {} + {} + {} + {} survived {} | {} q {} r {} s | {} {} {} "
        "|{} | {} days {} reporters {} {} | {} {} {} {} | {} of {}",
        domain, sender, name(verdict), name(reason), path.messages, path.both_aligned,
        path.dkim_only, path.spf_only, path.failing, path.survived, path.failing_quarantined,
        path.failing_rejected, path.failing_spared, path.lost_if_dkim_strict,
        path.lost_if_spf_strict, path.lost_if_both_strict, causes, path.days, path.reporters,
        path.reporters_passing, path.reporters_failing, path.listed_service, path.network_known,
        path.uses_elsewhere, path.account_named_after_you, path.messages, path.unvouched_messages);
}

using Lines = std::vector<std::string>;

Lines lines_of(TestStore& store, const Period& period = {}) {
    Lines lines;
    const auto all =
        store.ask([&](sqlite3& db) { return judged_paths(db, period, usual_suffixes()); });
    for (const JudgedPath& path : all->paths)
        lines.push_back(line_of(path.domain, path.sender, path.evidence,
                                path.verdict.machine.verdict, path.verdict.machine.reason));
    std::ranges::sort(lines);
    return lines;
}

Lines lines_of(const std::vector<model::Report>& reports) {
    test::JudgedCorpus corpus;
    for (const model::Report& report : reports)
        corpus.take(std::get<model::AggregateReport>(report.body));
    Lines lines;
    for (const test::JudgedPath& path : corpus.judge())
        lines.push_back(
            line_of(path.header_from, path.identity, path.evidence, path.verdict, path.reason));
    std::ranges::sort(lines);
    return lines;
}

std::string first_difference(const Lines& found, const Lines& wanted) {
    for (std::size_t i = 0; i < std::max(found.size(), wanted.size()); ++i) {
        const std::string a = i < found.size() ? found[i] : "nothing";
        const std::string b = i < wanted.size() ? wanted[i] : "nothing";
        if (a != b) return "found  " + a + "\nwanted " + b;
    }
    return {};
}

class JudgedPathsTest : public testing::TestWithParam<unsigned> {};

TEST_P(JudgedPathsTest, AreThoseOfTheRecordsOneByOne) {
    TestStore store;
    PathLife life(GetParam(), false);
    std::vector<model::Report> reports;
    for (int number = 1; number <= 60; ++number) {
        reports.push_back(life.report(number));
        ASSERT_EQ(store.add(reports.back()), Added::counted);
    }
    const Lines found = lines_of(store);
    EXPECT_GT(found.size(), 12U);
    EXPECT_EQ(first_difference(found, lines_of(reports)), "");
    EXPECT_EQ(store.fault(), "");
}

TEST_P(JudgedPathsTest, AreThoseOfTheReportsThatAreLeft) {
    TestStore store;
    PathLife life(GetParam(), false);
    std::vector<model::Report> left;
    for (int number = 1; number <= 30; ++number) {
        const model::Report report = life.report(number);
        store.add(report);
        if (number % 3 != 0) {
            left.push_back(report);
            continue;
        }
        const model::IntakeId mail = store.last_mail();
        store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(mail); });
    }
    EXPECT_EQ(first_difference(lines_of(store), lines_of(left)), "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, JudgedPathsTest, testing::Range(1U, 7U));

void regroup_all(TestStore& store) {
    store.write([](Ledger& ledger) {
        while (ledger.paths().regroup()) {
        }
    });
}

TEST(JudgedPaths, AreTheSameWhenEverySheetIsMadeAgain) {
    TestStore store;
    PathLife life(11);
    for (int number = 1; number <= 40; ++number) store.add(life.report(number));
    const Lines before = lines_of(store);
    store.close();
    {
        const auto db = open_for_writing(store.path());
        ASSERT_TRUE(db);
        ASSERT_TRUE(run(**db,
                        "UPDATE flow SET class = 0;"
                        "INSERT INTO stale_sheet SELECT key FROM path_sheet;"
                        "DELETE FROM path_sheet;"
                        "UPDATE state SET value = 1 WHERE name = 'regroup_flow';"));
    }
    store.reopen();
    regroup_all(store);
    EXPECT_EQ(store.number("SELECT count(*) FROM stale_sheet"), 0);
    EXPECT_EQ(first_difference(lines_of(store), before), "");
    EXPECT_EQ(store.fault(), "");
}

TEST(JudgedPaths, GoToALabelAndBackAndKeepTheirNumbers) {
    TestStore store;
    PathLife life(12);
    for (int number = 1; number <= 40; ++number) store.add(life.report(number));
    const Lines before = lines_of(store);
    const auto number_of_service = [&] {
        return store.number(
            "SELECT path.id FROM path JOIN sender ON sender.id = sender"
            " WHERE sender.key = 'service:sendgrid' ORDER BY path.id LIMIT 1");
    };
    const std::int64_t number = number_of_service();
    std::int64_t label = 0;
    store.write([&](Ledger& ledger) {
        const auto put = ledger.paths().put({.rule = {analysis::LabelBy::network, "198.51.100.0/24",
                                                      "Campaigns", analysis::Use::used}});
        ASSERT_TRUE(put);
        label = *put;
    });
    store.add(life.report(41));  // while flows are being regrouped
    regroup_all(store);
    EXPECT_EQ(store.fault(), "");
    const Lines labelled = lines_of(store);
    const auto has = [](const Lines& lines, std::string_view text) {
        return std::ranges::any_of(
            lines, [&](const std::string& line) { return line.find(text) != std::string::npos; });
    };
    EXPECT_TRUE(has(labelled, "label:Campaigns"));
    EXPECT_FALSE(has(labelled, "service:sendgrid"));
    const model::IntakeId mail = store.last_mail();
    store.write([&](Ledger& ledger) {
        EXPECT_TRUE(ledger.paths().remove_label(label));
        EXPECT_FALSE(ledger.paths().remove_label(label));
        ledger.reports().remove_all_of(mail);
    });
    regroup_all(store);
    EXPECT_EQ(store.fault(), "");
    EXPECT_EQ(first_difference(lines_of(store), before), "");
    EXPECT_EQ(number_of_service(), number);
}

TEST(JudgedPaths, TakeTheWordOfTheOperatorAndKeepTheirOwn) {
    TestStore store;
    PathLife life(13);
    for (int number = 1; number <= 20; ++number) store.add(life.report(number));
    store.write([](Ledger& ledger) {
        ledger.paths().say({"example.com", "service:sendgrid", analysis::Verdict::spoofed,
                            analysis::Use::unknown, "not ours", seconds(5), "ann"});
    });
    const auto of = [&] {
        PathsQuestion question;
        question.text = "sendgrid";
        question.filter.domains = {*model::DomainName::parse("example.com")};
        auto rows =
            store.ask([&](sqlite3& db) { return paths(db, question, usual_suffixes()); }).page.rows;
        std::erase_if(rows, [](const PathRow& row) { return row.domain != "example.com"; });
        return rows.at(0);
    };
    const PathRow row = of();
    EXPECT_EQ(row.verdict.shown.verdict, analysis::Verdict::spoofed);
    EXPECT_EQ(row.verdict.shown.reason, analysis::Reason::set_by_operator);
    EXPECT_NE(row.verdict.machine.reason, analysis::Reason::set_by_operator);
    EXPECT_EQ(row.note, "not ours");
    store.write([](Ledger& ledger) {
        ledger.paths().say({"example.com", "service:sendgrid", std::nullopt, analysis::Use::used,
                            "ours", seconds(6), "bob"});
    });
    const PathRow again = of();
    EXPECT_EQ(again.verdict.shown, again.verdict.machine);
    EXPECT_EQ(again.evidence.use, analysis::Use::used);
    const auto detail =
        store.ask([&](sqlite3& db) { return path(db, row.id, {}, usual_suffixes()); });
    ASSERT_TRUE(detail);
    ASSERT_EQ(detail->history.size(), 2U);
    EXPECT_EQ(detail->history[0].author, "bob");
    EXPECT_EQ(detail->history[1].verdict, analysis::Verdict::spoofed);
}

TEST(JudgedPaths, RefuseALabelThatIsNone) {
    TestStore store;
    store.write([](Ledger& ledger) {
        const auto put =
            ledger.paths().put({.rule = {analysis::LabelBy::network, "no network", "A"}});
        EXPECT_EQ(put.error().code, Errc::bad_syntax);
    });
    EXPECT_EQ(store.number("SELECT count(*) FROM label"), 0);
}

// A spoofing wave must not become as many paths as it has addresses.
TEST(JudgedPaths, OfStrangersAreBounded) {
    for (const std::int64_t strangers : {kStrangerNetworksMax, kStrangerNetworksMax + 1}) {
        SCOPED_TRACE(strangers);
        TestStore store;
        for (const char* id : {"a", "b"}) {
            test::MadeReport made{.id = id, .records = {}};
            for (std::int64_t i = 0; i < strangers; ++i)
                made.records.push_back({.source = fmt::format("10.{}.{}.1", i / 250, i % 250),
                                        .messages = i == 7 ? 5U : 6U,
                                        .spf_domain = "example.com"});
            store.add(test::aggregate(made));
        }
        EXPECT_EQ(store.number("SELECT count(*) FROM path"),
                  kStrangerNetworksMax + 1);  // and `unknown`
        const auto page = store.ask([&](sqlite3& db) { return paths(db, {}, usual_suffixes()); });
        EXPECT_EQ(page.gathered, strangers - kStrangerNetworksMax);
        std::int64_t messages = 0;
        for (const VerdictSum& sum : page.by_verdict) messages += sum.messages;
        EXPECT_EQ(messages, 12 * strangers - 2);
        // Who has fewest messages finds no room.
        EXPECT_EQ(store.number("SELECT count(*) FROM sender WHERE key = 'network:10.0.7.0/24'"),
                  strangers == kStrangerNetworksMax ? 1 : 0);
        EXPECT_EQ(store.fault(), "");
    }
}

}  // namespace
}  // namespace sendpath::store
