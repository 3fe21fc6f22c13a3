#include "analysis/path_evidence.hpp"

#include "analysis/evidence.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sendpath::analysis {
namespace {

using model::Disposition;
using model::DkimResult;
using model::OverrideClass;
using model::SpfResult;
using model::SpfScope;
using Cause = FailureCause;
using F = FlowFacts;
using test::evidence;

const OwnNames& names() {
    static const PublicSuffixes suffixes = PublicSuffixes::builtin();
    static Organizations organizations(suffixes);
    static const OwnNames made("news.example.com", organizations);
    return made;
}

TEST(FlowFacts, SayWhatResultsMeanToTheFromDomain) {
    struct {
        const char* what;
        std::vector<DkimFact> dkim;
        std::vector<SpfFact> spf;
        std::uint32_t expected;
    } const table[] = {
        {"nothing told", {}, {}, F::kNoResults},
        {"the From domain itself",
         {{"news.example.com", "s", DkimResult::pass}},
         {{"news.example.com", SpfScope::mfrom, SpfResult::pass}},
         F::kDkimExact | F::kDkimOrganization | F::kSpfExact | F::kSpfOrganization},
        {"the organisation",
         {{"example.com", "s", DkimResult::pass}},
         {{"bounce.example.com", SpfScope::absent, SpfResult::pass}},
         F::kDkimOrganization | F::kSpfOrganization},
        {"others",
         {{"esp.example.net", "s", DkimResult::pass}},
         {{"esp.example.net", SpfScope::mfrom, SpfResult::pass}},
         F::kForeignDkimPass | F::kForeignSpfPass},
        {"others that fail say nothing",
         {{"esp.example.net", "s", DkimResult::fail}},
         {{"esp.example.net", SpfScope::mfrom, SpfResult::fail}},
         0},
        {"HELO never counts", {}, {{"news.example.com", SpfScope::helo, SpfResult::pass}}, 0},
        {"own signatures that do not pass",
         {{"example.com", "a", DkimResult::fail},
          {"example.com", "b", DkimResult::temperror},
          {"example.com", "c", DkimResult::permerror}},
         {},
         F::kOwnDkimFailed | F::kOwnDkimTemperror | F::kOwnDkimPermerror},
        {"own SPF", {}, {{"example.com", SpfScope::mfrom, SpfResult::softfail}}, F::kOwnSpfFailed},
        {"own SPF, none", {}, {{"example.com", SpfScope::mfrom, SpfResult::none}}, F::kOwnSpfNone},
        {"own SPF, out of reach",
         {},
         {{"example.com", SpfScope::mfrom, SpfResult::temperror}},
         F::kOwnSpfTemperror},
        {"own SPF, broken",
         {},
         {{"example.com", SpfScope::mfrom, SpfResult::permerror}},
         F::kOwnSpfPermerror},
        {"a result of none is no signature", {{"example.com", "s", DkimResult::none}}, {}, 0},
        {"empty names are nobody's",
         {{"", "s", DkimResult::pass}},
         {{"", SpfScope::mfrom, SpfResult::pass}},
         0},
        {"look-alikes are others",
         {{"notexample.com", "s", DkimResult::pass}},
         {},
         F::kForeignDkimPass},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(flow_facts({row.dkim, row.spf}, names()).bits, row.expected);
    }
}

TEST(OwnKeys, AreThoseOfTheOrganization) {
    const Facts facts{{{"example.com", "a", DkimResult::pass},
                       {"example.com", "b", DkimResult::fail},
                       {"example.net", "c", DkimResult::pass},
                       {"example.com", "d", DkimResult::none}},
                      {}};
    const std::vector<OwnKey> expected = {{"example.com", "a", true}, {"example.com", "b", false}};
    EXPECT_EQ(own_keys(facts, names()), expected);
}

TEST(FailureCause, IsTheFirstThatFits) {
    constexpr Modes kStrict{true, true};
    struct {
        const char* what;
        PathFlow flow;
        OverrideClass reason;
        Cause expected;
    } const table[] = {
        {"list", {{F::kDkimOrganization}, {}}, OverrideClass::mailing_list, Cause::mailing_list},
        {"chain", {{0}, {}}, OverrideClass::arc, Cause::arc},
        {"forwarder", {{0}, {}}, OverrideClass::forwarded, Cause::forwarder},
        {"the receiver's own ways tell nothing",
         {{0}, {}},
         OverrideClass::local_policy,
         Cause::nothing},
        {"aligned all the same", {{F::kDkimOrganization}, {}}, {}, Cause::contradicted},
        {"aligned under strict modes",
         {{F::kSpfExact | F::kSpfOrganization}, kStrict},
         {},
         Cause::contradicted},
        {"broken on the way", {{F::kOwnDkimFailed}, {}, false, true}, {}, Cause::broken_in_transit},
        {"an error is not broken on the way",
         {{F::kOwnDkimTemperror}, {}, false, true},
         {},
         Cause::dkim_temperror},
        {"strict DKIM",
         {{F::kDkimOrganization | F::kForeignSpfPass}, kStrict},
         {},
         Cause::strict_dkim},
        {"strict SPF",
         {{F::kSpfOrganization | F::kForeignDkimPass}, kStrict},
         {},
         Cause::strict_spf},
        {"no key", {{F::kOwnDkimPermerror | F::kOwnDkimFailed}, {}}, {}, Cause::dkim_no_key},
        {"key out of reach",
         {{F::kOwnDkimTemperror | F::kOwnSpfTemperror}, {}},
         {},
         Cause::dkim_temperror},
        {"signature fails", {{F::kOwnDkimFailed | F::kForeignDkimPass}, {}}, {}, Cause::dkim_fails},
        {"own SPF broken", {{F::kOwnSpfPermerror}, {}}, {}, Cause::spf_permerror},
        {"own SPF out of reach", {{F::kOwnSpfTemperror}, {}}, {}, Cause::spf_temperror},
        {"foreign signature",
         {{F::kForeignDkimPass | F::kForeignSpfPass}, {}},
         {},
         Cause::foreign_dkim},
        {"foreign return path", {{F::kForeignSpfPass}, {}}, {}, Cause::foreign_spf},
        {"own return path, unlisted address", {{F::kOwnSpfFailed}, {}}, {}, Cause::own_spf_fails},
        {"own return path, no record", {{F::kOwnSpfNone}, {}}, {}, Cause::nothing},
        {"nothing told", {{F::kNoResults}, {}}, {}, Cause::not_told},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(name(failure_cause(row.flow, row.reason)), name(row.expected));
    }
}

TEST(PathEvidence, AddsUpMessagesByLegAndAction) {
    PathEvidence path;
    const PathFlow flow{{F::kForeignSpfPass}, {}};
    add(path, flow, {true, true, Disposition::none, {}, 1});
    add(path, flow, {true, false, Disposition::none, {}, 20});
    add(path, flow, {false, true, Disposition::none, {}, 300});
    add(path, flow, {false, false, Disposition::none, {}, 4'000});
    add(path, flow, {false, false, Disposition::quarantine, {}, 50'000});
    add(path, flow, {false, false, Disposition::reject, {}, 600'000});
    add(path, flow, {false, false, Disposition::none, OverrideClass::mailing_list, 7'000'000});
    EXPECT_EQ(path.messages, 7'654'321);
    EXPECT_EQ(path.both_aligned, 1);
    EXPECT_EQ(path.dkim_only, 20);
    EXPECT_EQ(path.spf_only, 300);
    EXPECT_EQ(path.passing(), 321);
    EXPECT_EQ(path.failing, 7'654'000);
    EXPECT_EQ(path.failing_quarantined, 50'000);
    EXPECT_EQ(path.failing_rejected, 600'000);
    EXPECT_EQ(path.failing_spared, 7'000'000);
    EXPECT_EQ(path.of(Cause::mailing_list), 7'000'000);
    EXPECT_EQ(path.of(Cause::foreign_spf), 654'000);
    EXPECT_EQ(path.survived, 0);
}

TEST(PathEvidence, KnowsWhatSurvivedAForwarder) {
    PathEvidence path;
    const PathFlow home{{F::kDkimOrganization}, {}, true, false};
    add(path, home, {true, false, {}, {}, 5});
    add(path, home, {true, true, {}, {}, 7});  // aligned SPF: not passed on
    EXPECT_EQ(path.survived, 5);
}

TEST(PathEvidence, KnowsWhatStrictModesWouldCost) {
    constexpr std::uint32_t kExactDkim = F::kDkimExact | F::kDkimOrganization;
    constexpr std::uint32_t kExactSpf = F::kSpfExact | F::kSpfOrganization;
    struct {
        const char* what;
        std::uint32_t facts;
        bool dkim;
        bool spf;
        std::int64_t by_dkim;
        std::int64_t by_spf;
        std::int64_t by_both;
    } const table[] = {
        {"exact", kExactDkim | kExactSpf, true, true, 0, 0, 0},
        {"DKIM by the organisation alone", F::kDkimOrganization, true, false, 1, 0, 1},
        {"SPF by the organisation alone", F::kSpfOrganization, false, true, 0, 1, 1},
        {"both by the organisation", F::kDkimOrganization | F::kSpfOrganization, true, true, 0, 0,
         1},
        {"DKIM exact, SPF by the organisation", kExactDkim | F::kSpfOrganization, true, true, 0, 0,
         0},
        {"a pass without results is left alone", F::kNoResults, true, false, 0, 0, 0},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        PathEvidence path;
        add(path, {{row.facts}, {}}, {row.dkim, row.spf, {}, {}, 1});
        EXPECT_EQ(path.lost_if_dkim_strict, row.by_dkim);
        EXPECT_EQ(path.lost_if_spf_strict, row.by_spf);
        EXPECT_EQ(path.lost_if_both_strict, row.by_both);
    }
}

TEST(PathEvidence, CountsReportersThatTakeSides) {
    PathEvidence path;
    add_reporter(path, 20, 1);   // 95 of 100 pass
    add_reporter(path, 20, 2);   // fewer
    add_reporter(path, 20, 19);  // 95 of 100 fail
    add_reporter(path, 20, 18);  // fewer
    add_reporter(path, 9, 9);    // too few messages
    add_reporter(path, 10, 10);
    EXPECT_EQ(path.reporters, 6);
    EXPECT_EQ(path.reporters_passing, 1);
    EXPECT_EQ(path.reporters_failing, 2);
}

TEST(PathEvidence, IsUnvouchedWhereOnlyTheFromFieldPointsToTheOperator) {
    const auto unvouched = [](Cause cause) { return is_unvouched(evidence(0, {{cause, 5}})); };
    for (const Cause cause : {Cause::nothing, Cause::own_spf_fails, Cause::foreign_spf,
                              Cause::foreign_dkim, Cause::spf_permerror, Cause::spf_temperror})
        EXPECT_TRUE(unvouched(cause)) << name(cause);
    for (const Cause cause :
         {Cause::mailing_list, Cause::arc, Cause::forwarder, Cause::contradicted,
          Cause::broken_in_transit, Cause::strict_dkim, Cause::strict_spf, Cause::dkim_no_key,
          Cause::dkim_temperror, Cause::dkim_fails, Cause::not_told})
        EXPECT_FALSE(unvouched(cause)) << name(cause);
    EXPECT_FALSE(is_unvouched(evidence(1, {{Cause::nothing, 5}})));
    for (const auto member : {&PathEvidence::network_known, &PathEvidence::listed_service,
                              &PathEvidence::uses_elsewhere}) {
        PathEvidence path = evidence(0, {{Cause::nothing, 5}});
        path.*member = true;
        EXPECT_FALSE(is_unvouched(path));
    }
    PathEvidence marked = evidence(0, {{Cause::nothing, 5}});
    marked.use = Use::not_used;
    EXPECT_FALSE(is_unvouched(marked));
}

TEST(PathEvidence, IsGatheredUnderTenMessages) {
    EXPECT_TRUE(is_gathered(evidence(0, {{Cause::nothing, 9}})));
    EXPECT_FALSE(is_gathered(evidence(0, {{Cause::nothing, 10}})));
    EXPECT_FALSE(is_gathered(evidence(0, {{Cause::dkim_no_key, 9}})));

    PathEvidence all;
    PathEvidence one = evidence(0, {{Cause::nothing, 9}});
    one.first = day(20'000);
    one.last = day(20'003);
    PathEvidence two = evidence(0, {{Cause::foreign_spf, 4}});
    two.first = day(19'999);
    two.last = day(20'001);
    gather(all, one);
    gather(all, two);
    EXPECT_TRUE(all.gathered);
    EXPECT_EQ(all.messages, 13);
    EXPECT_EQ(all.of(Cause::nothing), 9);
    EXPECT_EQ(all.of(Cause::foreign_spf), 4);
    EXPECT_EQ(all.first, day(19'999));
    EXPECT_EQ(all.last, day(20'003));
}

TEST(PathEvidence, ProvesUseByMailOfItsOwn) {
    EXPECT_TRUE(proves_use(evidence(10, {})));
    EXPECT_FALSE(proves_use(evidence(9, {})));
    PathEvidence forwarder = evidence(0, {});
    forwarder.messages = forwarder.dkim_only = forwarder.survived = 100;
    EXPECT_FALSE(proves_use(forwarder));
    forwarder.survived = 50;
    EXPECT_FALSE(proves_use(forwarder)) << "half of it is no more than half";
    forwarder.survived = 49;
    EXPECT_TRUE(proves_use(forwarder));
}

TEST(PathEvidence, KnowsAccountsThatAreNamedAfterTheOperator) {
    struct {
        const char* service_name;
        const char* organization;
        bool expected;
    } const table[] = {
        {"example-com.20230601.gappssmtp.com", "example.com", true},
        {"example-com.mail.protection.outlook.com", "example.com", true},
        {"example-co-jp.20230601.gappssmtp.com", "example.co.jp", true},
        {"example-com-shop.20230601.gappssmtp.com", "example.com", false},
        {"myexample-com.20230601.gappssmtp.com", "example.com", false},
        {"example-com", "example.com", false},
        {"anything.example.net", "", false},
    };
    for (const auto& row : table)
        EXPECT_EQ(names_account_after(row.service_name, row.organization), row.expected)
            << row.service_name;
}

}  // namespace
}  // namespace sendpath::analysis
