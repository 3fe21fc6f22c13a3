#include "store/path_life.hpp"
#include "store/path_queries.hpp"
#include "store/small_store.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace sendpath::store {
namespace {

using analysis::Verdict;
using test::about;
using test::kNewYear;
using test::PathLife;
using test::SmallStore;
using test::TestStore;
using testing::ElementsAre;

const analysis::PublicSuffixes& suffixes() {
    return usual_suffixes();
}

PathsPage ask(TestStore& store, const PathsQuestion& question) {
    return store.ask([&](sqlite3& db) { return paths(db, question, suffixes()); });
}

std::vector<std::string> lines_of(const PathsPage& page) {
    std::vector<std::string> lines;
    for (const PathRow& row : page.page.rows)
        lines.push_back(fmt::format("{} {} {}/{}", row.domain, row.sender, row.evidence.failing,
                                    row.evidence.messages));
    return lines;
}

TEST(PathsQuestion, ListsEachSenderOfEachFromDomain) {
    SmallStore store;
    EXPECT_THAT(lines_of(ask(store, {.filter = about({"example.com"})})),
                ElementsAre("example.com network:192.0.2.0/24 6/16", "mail.example.com unknown 3/3",
                            "mail.example.com network:192.0.2.0/24 0/7",
                            "example.com network:2001:db8::/64 0/2"));
    EXPECT_THAT(
        lines_of(ask(store, {.filter = about({"mail.example.com"}), .order = PathOrder::messages})),
        ElementsAre("mail.example.com network:192.0.2.0/24 0/7", "mail.example.com unknown 3/3"));
}

TEST(PathsQuestion, FindsByVerdictResultTextAndNumber) {
    SmallStore store;
    const Filter filter = about({"example.com"});
    EXPECT_EQ(ask(store, {.filter = filter, .result = ResultFilter::fail}).page.rows.size(), 2U);
    EXPECT_EQ(ask(store, {.filter = filter, .result = ResultFilter::dkim_fail}).page.rows.size(),
              4U);
    EXPECT_EQ(ask(store, {.filter = filter, .text = "UNKnown"}).page.rows.size(), 1U);
    EXPECT_EQ(ask(store, {.filter = filter, .messages_min = 8}).page.rows.size(), 1U);
    EXPECT_EQ(ask(store, {.filter = filter, .messages_min = 7}).page.rows.size(), 2U);
    const PathsPage healthy = ask(store, {.filter = filter, .verdict = Verdict::healthy});
    EXPECT_EQ(healthy.page.rows.size(), 2U);
    EXPECT_EQ(ask(store, {.filter = filter, .reason = analysis::Reason::passing}).page.rows.size(),
              2U);
    EXPECT_EQ(ask(store, {.filter = about({"none.example"})}).page.rows.size(), 0U);
}

TEST(PathsQuestion, TakesDaysAtBothEndsOfThePeriodAndNoMore) {
    SmallStore store;
    const auto on = [&](std::int64_t from, std::int64_t to) {
        return lines_of(ask(store, {.filter = about({"example.com"}, {day(from), day(to)})}));
    };
    EXPECT_THAT(on(kNewYear, kNewYear),
                ElementsAre("mail.example.com unknown 3/3", "example.com network:192.0.2.0/24 0/10",
                            "example.com network:2001:db8::/64 0/2"));
    EXPECT_THAT(on(kNewYear + 1, kNewYear + 2),
                ElementsAre("example.com network:192.0.2.0/24 6/6",
                            "mail.example.com network:192.0.2.0/24 0/7"));
    EXPECT_TRUE(on(kNewYear + 3, kNewYear + 9).empty());
}

TEST(PathsQuestion, TellsThePathsInTheSameOrderPageByPage) {
    TestStore store;
    PathLife life(21);
    for (int number = 1; number <= 40; ++number) store.add(life.report(number));
    for (const PathOrder order : {PathOrder::failing, PathOrder::messages, PathOrder::last_seen,
                                  PathOrder::domain, PathOrder::sender}) {
        PathsQuestion question{.order = order, .limit = 1000};
        const PathsPage whole = ask(store, question);
        ASSERT_GT(whole.page.rows.size(), 12U);
        EXPECT_FALSE(whole.page.next);
        std::vector<std::string> lines;
        question.limit = 5;
        while (true) {
            const PathsPage page = ask(store, question);
            for (std::string& line : lines_of(page)) lines.push_back(std::move(line));
            if (!page.page.next) break;
            question.after = page.page.next;
        }
        EXPECT_EQ(lines, lines_of(whole)) << static_cast<int>(order);
    }
}

TEST(PathsQuestion, SumsToTheTotals) {
    TestStore store;
    PathLife life(22);
    for (int number = 1; number <= 40; ++number) store.add(life.report(number));
    VerdictSum sum;
    for (const VerdictSum& each : ask(store, {}).by_verdict) {
        sum.messages += each.messages;
        sum.failing += each.failing;
    }
    const auto totals = store.ask([](sqlite3& db) { return overview(db, {}); });
    EXPECT_EQ(sum.messages, totals.counts.messages);
    EXPECT_EQ(sum.failing, totals.counts.fail);
}

TEST(PathsQuestion, NamesWhatPassesAndWhoItIs) {
    TestStore store;
    test::MadeReport made{.records = {}};
    made.records.push_back({.messages = 40,
                            .dkim_domain = "sendgrid.net",
                            .spf_domain = "em1.sendgrid.net",
                            .spf_result = model::SpfResult::pass});
    store.add(test::aggregate(made));
    const PathsPage page = ask(store, {});
    ASSERT_EQ(page.page.rows.size(), 1U);
    const PathRow& row = page.page.rows[0];
    EXPECT_EQ(row.verdict.shown.reason, analysis::Reason::ask_do_you_use);
    ASSERT_NE(row.service, nullptr);
    EXPECT_EQ(row.service->key, "sendgrid");
    EXPECT_EQ(row.names.spf_domain, "em1.sendgrid.net");
    EXPECT_EQ(row.names.dkim_domain, "sendgrid.net");
    EXPECT_EQ(row.names.sender, row.service->name);
    EXPECT_EQ(row.names.address, "192.0.2.1");
    EXPECT_FALSE(english(remedy_for(row.verdict, row.names, row.service)).empty());
}

TEST(PathDetailQuestion, AgreesWithTheRecords) {
    TestStore store;
    PathLife life(23);
    for (int number = 1; number <= 40; ++number) store.add(life.report(number));
    const Period period{day(kNewYear + 2), day(kNewYear + 15)};
    for (const PathRow& row : ask(store, {.filter = {{}, period}, .limit = 1000}).page.rows) {
        SCOPED_TRACE(row.domain + " " + row.sender);
        const auto detail =
            store.ask([&](sqlite3& db) { return path(db, row.id, period, suffixes()); });
        ASSERT_TRUE(detail);
        Counts by_day;
        Counts by_reporter;
        Counts by_class;
        for (const DayCounts& each : detail->days) {
            by_day.messages += each.counts.messages;
            by_day.fail += each.counts.fail;
        }
        for (const PathReporterRow& each : detail->reporters) {
            by_reporter.messages += each.counts.messages;
            by_reporter.fail += each.counts.fail;
            EXPECT_GE(each.first_day, *period.from);
            EXPECT_LE(each.last_day, *period.to);
        }
        for (const PathClassRow& each : detail->classes) by_class.messages += each.counts.messages;
        EXPECT_EQ(by_day.messages, row.evidence.messages);
        EXPECT_EQ(by_day.fail, row.evidence.failing);
        EXPECT_EQ(by_reporter.messages, row.evidence.messages);
        EXPECT_EQ(by_reporter.fail, row.evidence.failing);
        EXPECT_EQ(by_class.messages, row.evidence.messages);
        if (detail->gathered == 0)
            EXPECT_EQ(static_cast<std::int64_t>(detail->reporters.size()), row.evidence.reporters);
        const PathSources sources = store.ask(
            [&](sqlite3& db) { return path_sources(db, row.id, period, 1000, suffixes()); });
        Counts by_source;
        for (const PathSourceRow& each : sources.rows) {
            by_source.messages += each.counts.messages;
            by_source.fail += each.counts.fail;
        }
        EXPECT_EQ(sources.sources, static_cast<std::int64_t>(sources.rows.size()));
        EXPECT_EQ(by_source.messages, row.evidence.messages);
        EXPECT_EQ(by_source.fail, row.evidence.failing);
    }
}

TEST(PathDetailQuestion, TellsWhatTheReportersDid) {
    SmallStore store;
    const PathsPage page = ask(store, {.filter = about({"example.com"}), .limit = 1});
    const auto detail =
        store.ask([&](sqlite3& db) { return path(db, page.page.rows[0].id, {}, suffixes()); });
    ASSERT_TRUE(detail);
    ASSERT_EQ(detail->reporters.size(), 2U);
    const PathReporterRow& second = detail->reporters[1];
    EXPECT_EQ(second.reporter, "Receiver Two");
    EXPECT_EQ(second.counts.messages, 6);
    EXPECT_EQ(second.counts.reject, 5);
    EXPECT_EQ(second.overridden, 1);  // forwarded
    EXPECT_EQ(second.first_day, day(kNewYear + 1));
    EXPECT_FALSE(store.ask([&](sqlite3& db) { return path(db, 9'999, {}, suffixes()); }));
    EXPECT_FALSE(store.ask([&](sqlite3& db) { return path(db, 0, {}, suffixes()); }));
}

// A sender with a path has fewer messages in some periods than a path of its own wants.
TEST(PathDetailQuestion, OfAGatheredSenderIsThatOfTheUnknown) {
    TestStore store;
    for (const int day : {0, 1}) {
        test::MadeReport made{.id = std::to_string(day), .day = kNewYear + day};
        made.records.clear();
        for (int i = 1; i <= 5; ++i)
            made.records.push_back({.source = fmt::format("10.0.{}.1", i),
                                    .messages = static_cast<std::uint64_t>(i),
                                    .spf_domain = "example.com"});
        store.add(test::aggregate(made));
    }
    const Period first_day{day(kNewYear), day(kNewYear)};
    EXPECT_EQ(ask(store, {}).page.rows.size(), 2U);  // 10.0.5.0/24 has ten
    const PathsPage page = ask(store, {.filter = about({}, first_day)});
    ASSERT_EQ(page.page.rows.size(), 1U);
    EXPECT_EQ(page.page.rows[0].sender, "unknown");
    EXPECT_EQ(page.gathered, 5);
    const std::int64_t one = store.number(
        "SELECT path.id FROM path JOIN sender ON sender.id = sender"
        " WHERE key = 'network:10.0.5.0/24'");
    const auto detail =
        store.ask([&](sqlite3& db) { return path(db, one, first_day, suffixes()); });
    ASSERT_TRUE(detail);
    EXPECT_EQ(detail->row.id, page.page.rows[0].id);
    EXPECT_EQ(detail->gathered, 5);
    EXPECT_EQ(detail->row.evidence.reporters, 1);
    const PathSources sources =
        store.ask([&](sqlite3& db) { return path_sources(db, one, first_day, 2, suffixes()); });
    EXPECT_EQ(sources.sources, 5);
    ASSERT_EQ(sources.rows.size(), 2U);
    EXPECT_EQ(sources.rows[0].source.str(), "10.0.5.1");
}

TEST(TopFailingSources, AreThoseWithMostFailingMessages) {
    SmallStore store;
    const auto top = [&](const Filter& filter, std::size_t limit) {
        std::vector<std::string> lines;
        for (const FailingSource& each :
             store.ask([&](sqlite3& db) { return top_failing_sources(db, filter, limit); }))
            lines.push_back(fmt::format("{} {} {}", each.source.str(), each.domain, each.failing));
        return lines;
    };
    EXPECT_THAT(top(about({"example.com"}), 10),
                ElementsAre("192.0.2.1 example.com 5", "192.0.2.1 mail.example.com 3",
                            "192.0.2.7 example.com 1"));
    EXPECT_THAT(top({}, 1), ElementsAre("192.0.2.1 example.com 5"));
    EXPECT_THAT(top(about({}, {day(kNewYear), day(kNewYear)}), 10),
                ElementsAre("192.0.2.1 mail.example.com 3"));
}

TEST(PolicyDomains, TellPolicyCountsAndWhatTheNextStepWouldDo) {
    SmallStore store;
    const auto rows = store.ask([](sqlite3& db) { return policy_domains(db, {}, suffixes()); });
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].domain, "badexample.com");
    EXPECT_EQ(rows[0].next_action, analysis::Action::quarantine);
    EXPECT_EQ(rows[0].next_step.domain.messages, 0);
    const PolicyDomainRow& example = rows[1];
    EXPECT_EQ(example.domain, "example.com");
    EXPECT_EQ(example.counts.messages, 28);
    EXPECT_EQ(example.next_action, std::nullopt) << "p=reject already";
    EXPECT_EQ(example.next_step.domain.messages, 6);
    EXPECT_EQ(example.next_step.subdomains.messages, 3);
    EXPECT_EQ(example.last_report, day(kNewYear + 1));
}

TEST(PolicyDomains, HaveNothingNextOnceTheyAreEnforced) {
    using analysis::Action;
    struct Row {
        const char* p;
        std::optional<std::string> sp;
        std::optional<std::string> testing;
        std::optional<Action> next;
    };
    const Row table[] = {{"none", {}, {}, Action::quarantine},
                         {"quarantine", {}, {}, Action::reject},
                         {"reject", {}, {}, std::nullopt},
                         {"reject", "none", {}, Action::reject},
                         {"reject", {}, "y", Action::reject}};
    for (const Row& row : table) {
        test::TestStore store;
        model::Report report = test::aggregate({.id = "r", .p = row.p, .records = {{}}});
        auto& policy = std::get<model::AggregateReport>(report.body).policy;
        policy.sp = row.sp;
        policy.testing = row.testing;
        store.add(report);
        const auto rows = store.ask([](sqlite3& db) { return policy_domains(db, {}, suffixes()); });
        EXPECT_EQ(rows.at(0).next_action, row.next)
            << row.p << ' ' << row.sp.value_or("") << ' ' << row.testing.value_or("");
    }
}

TEST(PolicyDomain, TellsItsTimelineItsSubdomainsAndHowReadyItIs) {
    SmallStore store;
    const auto name = *model::DomainName::parse("example.com");
    const auto detail =
        store.ask([&](sqlite3& db) { return policy_domain(db, name, {}, suffixes()); });
    ASSERT_TRUE(detail);
    ASSERT_EQ(detail->timeline.size(), 2U);
    EXPECT_EQ(detail->timeline[0].policy.p, "none");
    EXPECT_EQ(detail->timeline[0].last_day, day(kNewYear));
    EXPECT_EQ(detail->timeline[1].policy.p, "reject");
    EXPECT_EQ(detail->timeline[1].first_day, day(kNewYear + 1));
    ASSERT_EQ(detail->subdomains.size(), 2U);
    EXPECT_EQ(detail->subdomains[0].domain, "example.com");
    EXPECT_EQ(detail->subdomains[0].counts.messages, 18);
    EXPECT_EQ(detail->subdomains[1].policy.applied, analysis::Action::reject);
    EXPECT_EQ(detail->row.readiness.days, 2);
    EXPECT_EQ(detail->row.readiness.reporters, 2);
    EXPECT_FALSE(detail->row.readiness.ready());
    const auto none = *model::DomainName::parse("none.example");
    EXPECT_FALSE(store.ask([&](sqlite3& db) { return policy_domain(db, none, {}, suffixes()); }));
}

// Dashboard 14.8: never ready on fewer than 14 days.
TEST(Readiness, WantsEachOfItsChecks) {
    const Readiness ready{.days = 14,
                          .reporters = 3,
                          .own_messages = 1000,
                          .worst_misconfigured = 1,
                          .worst_unsure_a_week = 10};
    EXPECT_TRUE(ready.ready());
    for (auto spoil :
         {+[](Readiness& it) { it.days = 13; }, +[](Readiness& it) { it.reporters = 2; },
          +[](Readiness& it) { it.worst_misconfigured = 2; },
          +[](Readiness& it) { it.worst_unsure_a_week = 11; },
          +[](Readiness& it) { it.paths_without_own_dkim = 1; }}) {
        Readiness spoilt = ready;
        spoil(spoilt);
        EXPECT_FALSE(spoilt.ready());
    }
}

// N2, N3: counts are of messages, and exact.
TEST(Simulated, CountsEveryMessageWithoutAnAlignedPass) {
    TestStore store;
    PathLife life(24);
    for (int number = 1; number <= 40; ++number) store.add(life.report(number));
    const auto name = *model::DomainName::parse("example.com");
    const auto found = store.ask([&](sqlite3& db) {
        return simulated(db, name, {}, {.p = analysis::Action::reject}, suffixes());
    });
    const auto totals = store.ask([](sqlite3& db) { return overview(db, about({"example.com"})); });
    EXPECT_EQ(found.domain.messages + found.subdomains.messages, totals.counts.fail);
    EXPECT_GT(found.subdomains.messages, 0);
}

}  // namespace
}  // namespace sendpath::store
