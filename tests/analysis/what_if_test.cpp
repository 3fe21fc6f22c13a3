#include "analysis/what_if.hpp"

#include "analysis/evidence.hpp"

#include <gtest/gtest.h>

#include <random>

namespace sendpath::analysis {
namespace {

using Text = std::optional<std::string>;

model::PublishedPolicy policy(Text p, Text sp = {}, Text np = {}, Text testing = {},
                              std::optional<std::int64_t> pct = {}) {
    model::PublishedPolicy made;
    made.domain = model::DomainName::parse("example.com").value();
    made.p = std::move(p);
    made.sp = std::move(sp);
    made.np = std::move(np);
    made.testing = std::move(testing);
    made.pct = pct;
    return made;
}

// N10 to N12; standards 7.
TEST(EffectivePolicy, IsThatOfTheTagThatSpeaksForTheName) {
    constexpr std::string_view kOwn = "example.com";
    constexpr std::string_view kSub = "news.example.com";
    struct {
        const char* what;
        model::PublishedPolicy policy;
        std::string_view from;
        Existence existence;
        EffectivePolicy expected;
    } const table[] = {
        {"p", policy("reject", "none"), kOwn, {}, {Action::reject, Action::reject}},
        {"sp", policy("reject", "none"), kSub, {}, {Action::none, Action::none, PolicyTag::sp}},
        {"no sp", policy("reject"), kSub, {}, {Action::reject, Action::reject, PolicyTag::p}},
        {"np of a name that does not exist",
         policy("none", "none", "reject"),
         kSub,
         Existence::does_not_exist,
         {Action::reject, Action::reject, PolicyTag::np}},
        {"np of one that exists",
         policy("none", "none", "reject"),
         kSub,
         Existence::exists,
         {Action::none, Action::none, PolicyTag::sp}},
        {"np of one nobody knows",
         policy("none", "none", "reject"),
         kSub,
         Existence::unknown,
         {Action::none, Action::none, PolicyTag::sp, false, 100, true}},
        {"np that says the same",
         policy("none", "reject", "reject"),
         kSub,
         Existence::unknown,
         {Action::reject, Action::reject, PolicyTag::sp}},
        {"np does not speak for the domain itself",
         policy("none", "none", "reject"),
         kOwn,
         Existence::unknown,
         {Action::none, Action::none}},
        {"t=y",
         policy("reject", {}, {}, "y"),
         kOwn,
         {},
         {Action::reject, Action::quarantine, PolicyTag::p, true}},
        {"t=y of quarantine",
         policy("quarantine", {}, {}, "y"),
         kOwn,
         {},
         {Action::quarantine, Action::none, PolicyTag::p, true}},
        {"pct",
         policy("reject", {}, {}, {}, 5),
         kOwn,
         {},
         {Action::reject, Action::reject, PolicyTag::p, false, 5}},
        {"pct out of range",
         policy("reject", {}, {}, {}, 250),
         kOwn,
         {},
         {Action::reject, Action::reject}},
        {"no p", policy({}), kOwn, {}, {}},
        {"a p outside the standards", policy("monitor"), kOwn, {}, {}},
        {"an sp outside the standards",
         policy("reject", "monitor"),
         kSub,
         {},
         {Action::reject, Action::reject}},
        {"case does not matter", policy("Reject"), kOwn, {}, {Action::reject, Action::reject}},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(effective_policy(row.policy, row.from, row.existence), row.expected);
    }
}

// N9 and N31.
TEST(Stage, OfADomainAndItsReadinessForBimi) {
    struct {
        const char* what;
        model::PublishedPolicy policy;
        const char* stage;
        bool bimi;
    } const table[] = {
        {"none", policy("none"), "monitoring", false},
        {"nothing", policy({}), "monitoring", false},
        {"quarantine of some", policy("quarantine", {}, {}, {}, 50), "testing", false},
        {"quarantine in test", policy("quarantine", {}, {}, "y"), "testing", false},
        {"quarantine", policy("quarantine"), "partial", true},
        {"reject, subdomains open", policy("reject", "none"), "partial", false},
        {"reject, subdomains in quarantine", policy("reject", "quarantine"), "partial", true},
        {"reject of some", policy("reject", {}, {}, {}, 99), "testing", true},
        {"reject", policy("reject"), "enforced", true},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.what);
        EXPECT_EQ(name(stage_of(row.policy)), row.stage);
        EXPECT_EQ(is_ready_for_bimi(row.policy), row.bimi);
    }
}

TEST(WhatIf, SplitsExactlyTheFailingMessagesByVerdictAndPlace) {
    PathEvidence healthy = test::evidence(99, {{FailureCause::nothing, 1}});
    PathEvidence broken = test::evidence(0, {{FailureCause::strict_dkim, 20}});
    PathEvidence list = test::evidence(0, {{FailureCause::mailing_list, 300}});
    list.failing_spared = 300;
    PathEvidence spoofed = test::evidence(0, {{FailureCause::nothing, 4000}});
    spoofed.failing_rejected = 1500;
    spoofed.failing_quarantined = 500;
    const SimulatedPath paths[] = {{false, Verdict::healthy, &healthy},
                                   {false, Verdict::misconfigured, &broken},
                                   {true, Verdict::forwarded, &list},
                                   {true, Verdict::spoofed, &spoofed},
                                   {false, Verdict::spoofed, &spoofed}};
    const WhatIf all = what_if(paths, {Action::quarantine, {}, false, false});
    EXPECT_EQ(all.domain.messages, 4021);
    EXPECT_EQ(all.domain.own(), 21);
    EXPECT_EQ(all.domain.of(Verdict::spoofed), 4000);
    EXPECT_EQ(all.domain.acted_on, 2000);
    EXPECT_EQ(all.subdomains.messages, 4300);
    EXPECT_EQ(all.subdomains.spared, 300);

    const WhatIf above = what_if(paths, {Action::reject, Action::none, false, false});
    EXPECT_EQ(above.domain, all.domain);
    EXPECT_EQ(above.subdomains, Affected{});
    EXPECT_EQ(what_if(paths, {Action::none, {}, false, false}), WhatIf{});
}

TEST(WhatIf, AddsWhatStrictComparisonTakes) {
    PathEvidence path = test::evidence(100, {{FailureCause::nothing, 5}});
    path.lost_if_dkim_strict = 10;
    path.lost_if_spf_strict = 20;
    path.lost_if_both_strict = 40;
    const SimulatedPath one{false, Verdict::healthy, &path};
    const auto affected = [&](bool dkim, bool spf) {
        return what_if(std::span(&one, 1), {Action::reject, {}, dkim, spf}).domain;
    };
    EXPECT_EQ(affected(false, false).messages, 5);
    EXPECT_EQ(affected(true, false).messages, 15);
    EXPECT_EQ(affected(false, true).messages, 25);
    EXPECT_EQ(affected(true, true).messages, 45);
    EXPECT_EQ(affected(true, true).lost_by_strict, 40);
}

// The sums agree with counting message by message, whatever the mixture.
TEST(WhatIf, EqualsCountingEachMessage) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        PathEvidence path;
        std::int64_t failing = 0;
        std::int64_t under_strict = 0;
        for (int i = 0; i < 20; ++i) {
            const PathFlow flow{{static_cast<std::uint32_t>(random() % 4 * 4 + random() % 4)}, {}};
            Outcome outcome;
            outcome.dkim_pass = flow.facts.has(FlowFacts::kDkimOrganization);
            outcome.spf_pass = flow.facts.has(FlowFacts::kSpfOrganization);
            outcome.messages = static_cast<std::int64_t>(random() % 100);
            add(path, flow, outcome);
            const bool dkim = outcome.dkim_pass && flow.facts.has(FlowFacts::kDkimExact);
            const bool spf = outcome.spf_pass && flow.facts.has(FlowFacts::kSpfExact);
            if (!outcome.dkim_pass && !outcome.spf_pass) failing += outcome.messages;
            if (!dkim && !spf) under_strict += outcome.messages;
        }
        const SimulatedPath one{false, Verdict::unsure, &path};
        const auto messages = [&](bool strict) {
            return what_if(std::span(&one, 1), {Action::reject, {}, strict, strict})
                .domain.messages;
        };
        EXPECT_EQ(messages(false), failing);
        EXPECT_EQ(messages(true), under_strict);
    }
}

}  // namespace
}  // namespace sendpath::analysis
