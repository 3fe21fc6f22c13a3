// Senders that have no path of their own yet, and what gives them one.
#include "store/strangers.hpp"

#include "store/path_life.hpp"
#include "store/path_queries.hpp"
#include "support/test_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace sendpath::store {
namespace {

using test::MadeRecord;
using test::MadeReport;
using test::TestStore;

model::Report report(const std::string& id, MadeRecord record) {
    MadeReport made{.id = id, .records = {std::move(record)}};
    made.domain = made.records[0].header_from;
    return test::aggregate(made);
}

/// Nothing of it passes.
MadeRecord stranger(std::uint64_t messages, const std::string& source = "198.51.100.7") {
    return {.source = source, .messages = messages, .spf_domain = "example.com"};
}

MadeRecord own_server(const std::string& domain) {
    return {.source = "198.51.100.9",
            .messages = 50,
            .spf = model::Evaluated::pass,
            .header_from = domain,
            .spf_domain = domain,
            .spf_result = model::SpfResult::pass};
}

std::int64_t paths_of_network(TestStore& store, std::string_view domain = "example.com") {
    return store.number(fmt::format(
        "SELECT count(*) FROM path JOIN sender ON sender.id = sender"
        " JOIN domain ON domain.id = domain WHERE key = 'network:198.51.100.0/24' AND name = '{}'",
        domain));
}

TEST(Strangers, HaveAPathFromTenMessagesOn) {
    struct Case {
        const char* what;
        std::vector<MadeRecord> records;
        std::int64_t paths;
    };
    const Case cases[] = {
        {"nine", {stranger(4), stranger(5)}, 0},
        {"ten, of two reports", {stranger(5), stranger(5)}, 1},
        {"ten, of two addresses", {stranger(5), stranger(5, "198.51.100.8")}, 1},
        {"ten at once", {stranger(10)}, 1},
        {"nine at once", {stranger(9)}, 0},
        {"ten, of two networks", {stranger(5), stranger(5, "198.51.101.7")}, 0},
        {"ten, by IPv6", {stranger(5, "2001:db8::1"), stranger(5, "2001:db8::2")}, 0},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.what);
        TestStore store;
        for (std::size_t i = 0; i < each.records.size(); ++i)
            store.add(report(std::to_string(i), each.records[i]));
        EXPECT_EQ(paths_of_network(store), each.paths);
        EXPECT_EQ(store.number("SELECT count(*) FROM path JOIN sender ON sender.id = sender"
                               " WHERE key = 'unknown'"),
                  1);
        EXPECT_EQ(store.fault(), "");
    }
}

TEST(Strangers, HaveAPathWhenSomethingTellsMoreOfThem) {
    struct Case {
        const char* what;
        MadeRecord more;
    };
    const Case cases[] = {
        {"it counted as a pass",
         {.source = "198.51.100.8", .dkim = model::Evaluated::pass, .spf_domain = "example.com"}},
        {"the reporter knows how it came",
         {.source = "198.51.100.8", .spf_domain = "example.com", .reason = "mailing_list"}},
        {"a foreign name passes",
         {.source = "198.51.100.8",
          .spf_domain = "else.example",
          .spf_result = model::SpfResult::pass}},
        {"no results are told", {.source = "198.51.100.8"}},
        {"it sends for the domain itself", own_server("example.com")},
        {"it sends for another domain", own_server("example.org")},
    };
    for (const Case& each : cases)
        for (const bool first : {true, false}) {
            SCOPED_TRACE(fmt::format("{}, {}", each.what, first ? "before" : "afterwards"));
            TestStore store;
            if (first) store.add(report("more", each.more));
            store.add(report("few", stranger(1)));
            EXPECT_EQ(paths_of_network(store), first);
            if (!first) store.add(report("more", each.more));
            EXPECT_EQ(paths_of_network(store), 1);
            EXPECT_EQ(store.number("SELECT count(*) FROM flow JOIN flow_class ON"
                                   " flow_class.id = class WHERE network = -1"),
                      0);
            EXPECT_EQ(store.fault(), "");
        }
}

TEST(Strangers, OfOneDomainAreNoneOfAnother) {
    TestStore store;
    store.add(report("1", stranger(10)));
    MadeRecord other = stranger(9);
    other.header_from = "example.org";
    store.add(report("2", other));
    EXPECT_EQ(paths_of_network(store), 1);
    EXPECT_EQ(paths_of_network(store, "example.org"), 0);
}

// However many there are: it may be a server that the operator has forgotten.
TEST(Strangers, HaveAPathWhenTheyStandOut) {
    for (const std::uint64_t messages : {19U, 21U}) {
        SCOPED_TRACE(messages);
        TestStore store;
        MadeReport many{.records = {}};
        for (std::int64_t i = 0; i < kStrangerNetworksMax; ++i)
            many.records.push_back(stranger(10, fmt::format("10.0.{}.1", i)));
        store.add(test::aggregate(many));
        EXPECT_EQ(store.number("SELECT count(*) FROM path"), kStrangerNetworksMax + 1);
        store.add(report("late", stranger(messages)));
        EXPECT_EQ(paths_of_network(store), messages > 20 ? 1 : 0);  // of 2,000
        EXPECT_EQ(store.fault(), "");
    }
}

TEST(Strangers, AreStrangersAgainForNobody) {  // rows of path are only added
    TestStore store;
    store.add(report("1", stranger(5)));
    store.add(report("2", stranger(5)));
    EXPECT_EQ(paths_of_network(store), 1);
    const model::IntakeId mail = store.last_mail();
    store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(mail); });
    EXPECT_EQ(paths_of_network(store), 1);
    const PathsPage page = store.ask([](sqlite3& db) { return paths(db, {}, usual_suffixes()); });
    ASSERT_EQ(page.page.rows.size(), 1U);
    EXPECT_EQ(page.page.rows[0].sender, "unknown");
    EXPECT_EQ(page.gathered, 1);
    EXPECT_EQ(store.fault(), "");
}

/// What the paths of a store are and how they are judged, whatever their numbers.
std::vector<std::string> lines_of(TestStore& store) {
    PathsQuestion question;
    question.limit = 1'000;
    const PathsPage page =
        store.ask([&](sqlite3& db) { return paths(db, question, usual_suffixes()); });
    std::vector<std::string> lines{fmt::format("{} gathered", page.gathered)};
    for (const PathRow& row : page.page.rows)
        lines.push_back(fmt::format(
            "{} {} {} {} {} {} days {} reporters {}", row.domain, row.sender,
            name(row.verdict.shown.verdict), name(row.verdict.shown.reason), row.evidence.messages,
            row.evidence.failing, row.evidence.days, row.evidence.reporters));
    std::ranges::sort(lines);
    return lines;
}

TEST(Strangers, EndTheSameInWhateverOrderTheyCome) {
    test::PathLife life(21);
    std::vector<model::Report> reports;
    for (int number = 1; number <= 40; ++number) reports.push_back(life.report(number));
    std::vector<std::string> wanted;
    std::mt19937 random(1);
    for (int round = 0; round < 4; ++round) {
        TestStore store;
        for (std::size_t i = 0; i < reports.size(); ++i) {
            store.add(reports[i]);
            if (round > 0 && i % 7 == 0) ASSERT_TRUE(store.writer().settle());
        }
        if (wanted.empty()) wanted = lines_of(store);
        EXPECT_EQ(lines_of(store), wanted);
        EXPECT_EQ(store.fault(), "");
        std::ranges::shuffle(reports, random);
    }
}

// Each step is a commit of its own, so that a program that ends between two finds what is left.
TEST(Strangers, EndTheSameWhenTheProgramEndsAfterAnyStep) {
    test::PathLife life(22);
    std::vector<model::Report> reports;
    for (int number = 1; number <= 12; ++number) reports.push_back(life.report(number));
    TestStore whole;
    for (const model::Report& each : reports) whole.add(each);
    const std::vector<std::string> wanted = lines_of(whole);
    TestStore store;
    for (const model::Report& each : reports) store.add(each);
    bool more = true;
    int steps = 0;
    while (more) {
        store.reopen();
        store.write([&](Ledger& ledger) { more = ledger.paths().regroup(); });
        ASSERT_LT(++steps, 1'000);
    }
    EXPECT_GT(steps, 1);
    EXPECT_EQ(lines_of(store), wanted);
    EXPECT_EQ(store.fault(), "");
}

// A label knows addresses: who has one is no stranger, and becomes one again without it.
TEST(Strangers, GoToALabelAndComeBack) {
    TestStore store;
    store.add(report("1", stranger(3)));
    const std::vector<std::string> before = lines_of(store);
    std::int64_t label = 0;
    store.write([&](Ledger& ledger) {
        label = ledger.paths()
                    .put({.rule = {analysis::LabelBy::network, "198.51.100.0/28", "Office",
                                   analysis::Use::used}})
                    .value();
    });
    EXPECT_EQ(store.number("SELECT count(*) FROM path JOIN sender ON sender.id = sender"
                           " WHERE key = 'label:Office'"),
              1);
    store.add(report("2", stranger(4, "198.51.100.77")));  // beside the label
    EXPECT_EQ(store.fault(), "");
    const model::IntakeId mail = store.last_mail();
    store.write([&](Ledger& ledger) {
        EXPECT_TRUE(ledger.paths().remove_label(label));
        ledger.reports().remove_all_of(mail);
    });
    EXPECT_EQ(lines_of(store), before);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
