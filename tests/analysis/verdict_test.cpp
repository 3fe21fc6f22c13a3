#include "analysis/verdict.hpp"

#include "analysis/evidence.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

namespace sendpath::analysis {
namespace {

using Cause = FailureCause;
using test::evidence;

struct Row {
    const char* what;
    PathEvidence path;
    Reason expected;
};

PathEvidence with(PathEvidence path, const std::function<void(PathEvidence&)>& change) {
    change(path);
    return path;
}

PathEvidence survived(std::int64_t survived, std::int64_t failing) {
    return with(evidence(0, {{Cause::nothing, failing}}), [&](PathEvidence& path) {
        path.dkim_only = path.survived = survived;
        path.messages += survived;
    });
}

PathEvidence service(Cause cause, std::int64_t messages) {
    return with(evidence(0, {{cause, messages}}),
                [](PathEvidence& path) { path.listed_service = path.signing_sender = true; });
}

void expect(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(name(judge(row.path).reason), name(row.expected));
        EXPECT_EQ(judge(row.path).verdict, verdict_of(row.expected));
    }
}

TEST(Verdict, OfPassingPathsIsHealthyOrForwarded) {
    expect({
        {"both legs", evidence(100, {}), Reason::passing},
        {"two in a hundred fail", evidence(98, {{Cause::nothing, 2}}), Reason::passing},
        {"three in a hundred fail", evidence(97, {{Cause::nothing, 3}}), Reason::intermittent},
        {"by DKIM alone, with a key of its own",
         with(evidence(0, {}), [](PathEvidence& path) { path.messages = path.dkim_only = 50; }),
         Reason::passing},
        {"by SPF alone",
         with(evidence(0, {}), [](PathEvidence& path) { path.messages = path.spf_only = 50; }),
         Reason::passing},
        {"by DKIM alone, with a key of another sender", survived(50, 0), Reason::dkim_survived},
        {"half of it with such a key", survived(50, 50), Reason::dkim_survived},
        {"a key of its own for the other half",
         with(survived(50, 0), [](PathEvidence& path) { path.messages = path.dkim_only = 100; }),
         Reason::passing},
        {"such a key, from a network of the operator",
         with(survived(50, 0), [](PathEvidence& path) { path.network_known = true; }),
         Reason::passing},
        {"such a key, from a server that he said is his",
         with(survived(50, 0), [](PathEvidence& path) { path.use = Use::used; }), Reason::passing},
        {"one failing message says nothing", evidence(1, {}), Reason::passing},
    });
}

TEST(Verdict, IsForwardedWhereReportersOrKeysSaySo) {
    expect({
        {"a list", evidence(0, {{Cause::mailing_list, 6}, {Cause::nothing, 4}}),
         Reason::override_mailing_list},
        {"a chain", evidence(0, {{Cause::arc, 6}, {Cause::mailing_list, 4}}), Reason::override_arc},
        {"a forwarder", evidence(0, {{Cause::forwarder, 6}}), Reason::override_forwarder},
        {"a broken signature",
         evidence(0, {{Cause::broken_in_transit, 6}, {Cause::foreign_dkim, 5}}),
         Reason::signature_broken_in_transit},
        {"all of that together is more than the rest",
         evidence(0,
                  {{Cause::mailing_list, 3}, {Cause::broken_in_transit, 4}, {Cause::nothing, 6}}),
         Reason::signature_broken_in_transit},
        {"less of it than of the rest",
         evidence(0, {{Cause::mailing_list, 3}, {Cause::nothing, 60}}), Reason::ask_is_it_yours},
        {"a list that the operator refused stays a list",
         with(evidence(0, {{Cause::mailing_list, 60}}),
              [](PathEvidence& path) { path.use = Use::not_used; }),
         Reason::override_mailing_list},
    });
}

TEST(Verdict, NamesWhatIsWrongWithOwnNames) {
    expect({
        {"adkim=s", evidence(0, {{Cause::strict_dkim, 5}}), Reason::strict_alignment_dkim},
        {"aspf=s", evidence(0, {{Cause::strict_spf, 5}}), Reason::strict_alignment_spf},
        {"no key", evidence(0, {{Cause::dkim_no_key, 5}}), Reason::dkim_no_key},
        {"key out of reach", evidence(0, {{Cause::dkim_temperror, 10}}), Reason::dkim_temperror},
        {"key out of reach, nine messages", evidence(0, {{Cause::dkim_temperror, 9}}),
         Reason::too_few},
        {"signatures that never verify", evidence(0, {{Cause::dkim_fails, 50}}),
         Reason::dkim_signature_fails},
        {"signatures that mostly verify", evidence(60, {{Cause::dkim_fails, 50}}),
         Reason::intermittent},
        {"own SPF broken, of a path that passes at times",
         evidence(5, {{Cause::spf_permerror, 50}}), Reason::spf_permerror},
        {"own SPF out of reach, of such a path", evidence(5, {{Cause::spf_temperror, 50}}),
         Reason::spf_temperror},
        {"own SPF broken, met by anybody who writes the name",
         with(evidence(0, {{Cause::spf_permerror, 50}}),
              [](PathEvidence& path) { path.unvouched_messages = 5000; }),
         Reason::unauthenticated},
        {"the most frequent is told",
         evidence(0, {{Cause::strict_dkim, 4}, {Cause::dkim_no_key, 5}}), Reason::dkim_no_key},
    });
}

TEST(Verdict, OfAServicesOwnNamesHangsOnItsUse) {
    const auto used = [](PathEvidence& path) { path.use = Use::used; };
    expect({
        {"listed, nobody said", service(Cause::foreign_spf, 1000), Reason::ask_do_you_use},
        {"listed, on one day",
         with(service(Cause::foreign_spf, 10), [](PathEvidence& path) { path.days = 1; }),
         Reason::ask_do_you_use},
        {"listed, nine messages", service(Cause::foreign_spf, 9), Reason::too_few},
        {"used, signs", with(service(Cause::foreign_dkim, 9), used), Reason::service_domain_dkim},
        {"used, does not sign", with(service(Cause::foreign_spf, 9), used),
         Reason::service_domain_spf},
        {"works for another domain of the operator",
         with(service(Cause::foreign_dkim, 9),
              [](PathEvidence& path) { path.uses_elsewhere = true; }),
         Reason::service_domain_dkim},
        {"account named after the operator",
         with(service(Cause::foreign_dkim, 9),
              [](PathEvidence& path) { path.account_named_after_you = true; }),
         Reason::service_domain_dkim},
        {"a stranger's name that holds the operator's",
         with(evidence(0, {{Cause::foreign_dkim, 9}}),
              [](PathEvidence& path) { path.account_named_after_you = true; }),
         Reason::unauthenticated},
        {"refused",
         with(service(Cause::foreign_dkim, 900),
              [](PathEvidence& path) { path.use = Use::not_used; }),
         Reason::not_yours},
        {"not listed, signs steadily",
         with(evidence(0, {{Cause::foreign_dkim, 500}}),
              [](PathEvidence& path) {
                  path.signing_sender = true;
                  path.unvouched_messages = 1'000'000;
              }),
         Reason::ask_do_you_use},
        {"not listed, signs on one day",
         with(evidence(0, {{Cause::foreign_dkim, 500}}),
              [](PathEvidence& path) {
                  path.signing_sender = true;
                  path.days = 1;
              }),
         Reason::unauthenticated},
        {"not listed, steady without a signature",
         with(evidence(0, {{Cause::foreign_spf, 500}}),
              [](PathEvidence& path) { path.unvouched_messages = 1'000'000; }),
         Reason::unauthenticated},
        {"not listed, passes aligned at times", evidence(5, {{Cause::foreign_spf, 50}}),
         Reason::ask_do_you_use},
        {"not listed, proves that it works for the operator",
         evidence(50, {{Cause::foreign_spf, 100}}), Reason::service_domain_spf},
        {"not listed, few of both", evidence(2, {{Cause::foreign_spf, 5}}), Reason::too_few},
        {"passes on what others sign, and what nobody signed",
         with(evidence(0, {{Cause::foreign_spf, 60}}),
              [](PathEvidence& path) {
                  path.dkim_only = path.survived = 40;
                  path.messages += 40;
              }),
         Reason::dkim_survived},
    });
}

TEST(Verdict, OfUnknownSendersIsSpoofedUnlessSomethingPointsToTheOperator) {
    const auto crowd = [](PathEvidence& path) { path.unvouched_messages = path.messages * 11; };
    const PathEvidence plain = evidence(0, {{Cause::own_spf_fails, 100}});
    expect({
        {"one of many", with(plain, crowd), Reason::unauthenticated},
        {"a tenth of what nothing vouches for",
         with(plain, [](PathEvidence& path) { path.unvouched_messages = path.messages * 10; }),
         Reason::ask_is_it_yours},
        {"six days", with(plain, [](PathEvidence& path) { path.days = 6; }),
         Reason::unauthenticated},
        {"seven days", with(plain, [](PathEvidence& path) { path.days = 7; }),
         Reason::ask_is_it_yours},
        {"one reporter", with(plain, [](PathEvidence& path) { path.reporters = 1; }),
         Reason::unauthenticated},
        {"two reporters", with(plain, [](PathEvidence& path) { path.reporters = 2; }),
         Reason::ask_is_it_yours},
        {"nine messages", evidence(0, {{Cause::nothing, 9}}), Reason::unauthenticated},
        {"many senders together", with(plain, [](PathEvidence& path) { path.gathered = true; }),
         Reason::unauthenticated},
        {"from a network of the operator",
         with(with(plain, crowd), [](PathEvidence& path) { path.network_known = true; }),
         Reason::ask_is_it_yours},
        {"from there, nine messages",
         with(evidence(0, {{Cause::nothing, 9}}),
              [](PathEvidence& path) { path.network_known = true; }),
         Reason::too_few},
        {"marked as his", with(plain, [](PathEvidence& path) { path.use = Use::used; }),
         Reason::own_server_unauthenticated},
        {"marked as not his", with(plain, [](PathEvidence& path) { path.use = Use::not_used; }),
         Reason::not_yours},
        {"a listed service, by its host's name",
         with(plain, [](PathEvidence& path) { path.listed_service = true; }),
         Reason::ask_do_you_use},
        {"such a one, nine messages",
         with(evidence(0, {{Cause::nothing, 9}}),
              [](PathEvidence& path) { path.listed_service = true; }),
         Reason::too_few},
        {"a country or a missing name is no reason", with(plain, crowd), Reason::unauthenticated},
    });
}

TEST(Verdict, IsUnsureWhereReportsDoNotSay) {
    const auto split = [](PathEvidence& path) {
        path.reporters_passing = 2;
        path.reporters_failing = 1;
    };
    expect({
        {"raw results pass, the reporter says no", evidence(50, {{Cause::contradicted, 50}}),
         Reason::reporters_disagree},
        {"some reporters see it pass, others fail",
         with(evidence(50, {{Cause::nothing, 50}}), split), Reason::reporters_disagree},
        {"some see it fail, others both",
         with(evidence(50, {{Cause::nothing, 50}}),
              [](PathEvidence& path) { path.reporters_failing = 1; }),
         Reason::intermittent},
        {"all see both", evidence(50, {{Cause::nothing, 50}}), Reason::intermittent},
        {"a tenth survived passing on", survived(10, 90), Reason::dkim_survived},
        {"less than a tenth did", survived(9, 91), Reason::ask_is_it_yours},
        {"ten messages, some pass", evidence(5, {{Cause::nothing, 5}}), Reason::intermittent},
        {"nine messages, some pass", evidence(5, {{Cause::nothing, 4}}), Reason::too_few},
        {"reporters that give no results", evidence(0, {{Cause::not_told, 50}}), Reason::other},
        {"half of them give some", evidence(0, {{Cause::not_told, 25}, {Cause::nothing, 25}}),
         Reason::ask_is_it_yours},
    });
}

// Dashboard principle 3: one aligned leg is enough.
TEST(Verdict, NeverCallsAPathFailingThatPassesOnOneLeg) {
    for (const auto leg :
         {&PathEvidence::both_aligned, &PathEvidence::dkim_only, &PathEvidence::spf_only})
        for (const std::int64_t messages : {1, 9, 10, 100, 100'000})
            for (const Use use : {Use::unknown, Use::used, Use::not_used})
                for (const bool listed : {false, true})
                    for (const bool elsewhere : {false, true}) {
                        PathEvidence path = evidence(0, {});
                        path.*leg = path.messages = messages;
                        path.use = use;
                        path.listed_service = listed;
                        if (elsewhere && leg == &PathEvidence::dkim_only) path.survived = messages;
                        const Verdict verdict = judge(path).verdict;
                        EXPECT_TRUE(verdict == Verdict::healthy || verdict == Verdict::forwarded);
                    }
}

TEST(Verdict, IsAsSureAsItsEvidence) {
    struct {
        const char* what;
        PathEvidence path;
        Confidence expected;
    } const table[] = {
        {"many messages, one cause", evidence(0, {{Cause::strict_dkim, 100}}), Confidence::high},
        {"99 messages", evidence(0, {{Cause::strict_dkim, 99}}), Confidence::medium},
        {"one reporter",
         with(evidence(0, {{Cause::strict_dkim, 100}}),
              [](PathEvidence& path) { path.reporters = 1; }),
         Confidence::medium},
        {"four in five explained", evidence(0, {{Cause::strict_dkim, 80}, {Cause::nothing, 20}}),
         Confidence::high},
        {"fewer explained", evidence(0, {{Cause::strict_dkim, 79}, {Cause::nothing, 21}}),
         Confidence::medium},
        {"less than half explained",
         evidence(0, {{Cause::strict_dkim, 40}, {Cause::nothing, 30}, {Cause::foreign_spf, 30}}),
         Confidence::low},
        {"nine messages", evidence(0, {{Cause::strict_dkim, 9}}), Confidence::low},
        {"a question", service(Cause::foreign_dkim, 1000), Confidence::medium},
        {"use that nobody confirmed",
         with(service(Cause::foreign_dkim, 1000),
              [](PathEvidence& path) { path.uses_elsewhere = true; }),
         Confidence::medium},
        {"use that the operator confirmed",
         with(service(Cause::foreign_dkim, 1000), [](PathEvidence& path) { path.use = Use::used; }),
         Confidence::high},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(name(judge(row.path).confidence), name(row.expected));
    }
}

TEST(Verdict, SetByTheOperatorLeavesTheMachinesVisible) {
    const Judgement machine = judge(evidence(0, {{Cause::strict_dkim, 100}}));
    EXPECT_EQ(with_override(machine, std::nullopt).shown, machine);
    const PathVerdict set = with_override(machine, Verdict::healthy);
    EXPECT_EQ(set.shown.verdict, Verdict::healthy);
    EXPECT_EQ(name(set.shown.reason), "operator");
    EXPECT_EQ(set.machine, machine);
}

TEST(Verdict, HasANameForEachReasonAndVerdict) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < kReasons; ++i) names.insert(name(static_cast<Reason>(i)));
    EXPECT_EQ(names.size(), kReasons);
    EXPECT_FALSE(names.contains(""));
    EXPECT_EQ(parse_verdict("forwarded"), Verdict::forwarded);
    EXPECT_EQ(parse_verdict("Forwarded"), std::nullopt);
}

TEST(PathFacts, TellFailingMessagesAndTheirCausesFirst) {
    PathEvidence path = evidence(80, {{Cause::nothing, 5}, {Cause::foreign_spf, 15}});
    path.listed_service = true;
    path.use = Use::used;
    const std::vector<PathFact> facts = path_facts(path);
    const std::vector<PathFact> expected = {
        {FactCode::failing, 20, 100, {}},
        {FactCode::cause, 15, 20, Cause::foreign_spf},
        {FactCode::cause, 5, 20, Cause::nothing},
        {FactCode::aligned_pass, 80, 100, {}},
        {FactCode::days, 30, 0, {}},
        {FactCode::reporters, 5, 0, {}},
        {FactCode::addresses, 1, 0, {}},
        {FactCode::marked_used, 1, 0, {}},
    };
    EXPECT_EQ(facts, expected);
}

}  // namespace
}  // namespace sendpath::analysis
