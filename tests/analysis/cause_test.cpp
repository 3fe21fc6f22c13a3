#include "analysis/cause.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sendpath::analysis {
namespace {

using model::DkimResult;
using model::SpfResult;
using model::SpfScope;

const Aligner& aligner() {
    static const PublicSuffixes suffixes = PublicSuffixes::builtin();
    static Organizations organizations(suffixes);
    static const Aligner made = [] {
        Identity identity;
        identity.header_from = identity.policy_domain = "example.com";
        return Aligner(identity, organizations);
    }();
    return made;
}

constexpr std::string_view kOwn = "bounce.example.com";
constexpr std::string_view kOther = "esp.example.net";

TEST(Cause, OfSpfIsTheWordOfStandards62) {
    struct {
        std::vector<SpfFact> facts;
        SpfCause expected;
    } const table[] = {
        {{{kOwn, SpfScope::mfrom, SpfResult::pass}}, SpfCause::aligned},
        {{{kOther, SpfScope::mfrom, SpfResult::pass}}, SpfCause::unaligned},
        {{{kOwn, SpfScope::mfrom, SpfResult::fail}}, SpfCause::failed},
        {{{kOwn, SpfScope::absent, SpfResult::softfail}}, SpfCause::failed},
        {{{kOwn, SpfScope::mfrom, SpfResult::neutral}}, SpfCause::failed},
        {{{kOwn, SpfScope::mfrom, SpfResult::policy}}, SpfCause::failed},
        {{{kOwn, SpfScope::mfrom, SpfResult::none}}, SpfCause::none},
        {{{kOwn, SpfScope::helo, SpfResult::pass}}, SpfCause::none},
        {{{kOwn, SpfScope::mfrom, SpfResult::temperror}}, SpfCause::error},
        {{{kOwn, SpfScope::mfrom, SpfResult::permerror}}, SpfCause::error},
        {{{kOwn, SpfScope::mfrom, SpfResult::error}}, SpfCause::error},
        {{{kOwn, SpfScope::mfrom, SpfResult::unknown}}, SpfCause::error},
        {{{kOwn, SpfScope::mfrom, SpfResult::absent}}, SpfCause::absent},
        {{}, SpfCause::absent},
        {{{kOther, SpfScope::mfrom, SpfResult::fail}, {kOwn, SpfScope::mfrom, SpfResult::pass}},
         SpfCause::aligned},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(name(row.expected));
        EXPECT_EQ(spf_cause(row.facts, aligner()), row.expected);
    }
}

TEST(Cause, OfDkimIsTheWordOfStandards62) {
    struct {
        std::vector<DkimFact> facts;
        DkimCause expected;
    } const table[] = {
        {{{kOwn, "s", DkimResult::pass}}, DkimCause::aligned},
        {{{kOther, "s", DkimResult::pass}}, DkimCause::unaligned},
        {{{kOwn, "s", DkimResult::fail}}, DkimCause::broken},
        {{{kOwn, "s", DkimResult::policy}}, DkimCause::broken},
        {{{kOwn, "s", DkimResult::neutral}}, DkimCause::broken},
        {{{kOwn, "s", DkimResult::temperror}}, DkimCause::broken},
        {{{kOwn, "s", DkimResult::permerror}}, DkimCause::broken},
        {{{kOwn, "s", DkimResult::unknown}}, DkimCause::broken},
        {{{kOther, "s", DkimResult::fail}}, DkimCause::failed_other},
        {{{kOwn, "s", DkimResult::none}}, DkimCause::none},
        {{{kOwn, "s", DkimResult::absent}}, DkimCause::absent},
        {{}, DkimCause::absent},
        {{{kOther, "s", DkimResult::pass}, {kOwn, "s", DkimResult::fail}}, DkimCause::broken},
        {{{kOwn, "s", DkimResult::fail}, {kOwn, "t", DkimResult::pass}}, DkimCause::aligned},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(name(row.expected));
        EXPECT_EQ(dkim_cause(row.facts, aligner()), row.expected);
    }
}

TEST(PathClass, FollowsFromTheEvidence) {
    using D = DkimCause;
    using S = SpfCause;
    struct {
        Evidence evidence;  // dkim_pass, spf_pass, dkim, spf, own_spf_failed, passed_on
        PathClass expected;
    } const table[] = {
        {{true, true, D::aligned, S::aligned, false, false}, PathClass::aligned_both},
        {{true, true, D::aligned, S::aligned, false, true}, PathClass::aligned_both},
        {{false, true, D::absent, S::aligned, false, false}, PathClass::spf_only},
        {{true, false, D::aligned, S::unaligned, false, false}, PathClass::dkim_only},
        {{true, false, D::aligned, S::failed, false, true}, PathClass::indirect},
        {{false, false, D::broken, S::unaligned, false, true}, PathClass::indirect},
        {{false, false, D::unaligned, S::unaligned, false, false}, PathClass::unaligned},
        {{false, false, D::absent, S::unaligned, false, false}, PathClass::unaligned},
        {{false, false, D::unaligned, S::failed, false, false}, PathClass::unaligned},
        {{false, false, D::broken, S::unaligned, false, false}, PathClass::broken},
        {{false, false, D::broken, S::failed, true, false}, PathClass::broken},
        {{false, false, D::absent, S::error, true, false}, PathClass::broken},
        {{false, false, D::absent, S::error, false, false}, PathClass::unauthenticated},
        {{false, false, D::absent, S::failed, true, false}, PathClass::unauthenticated},
        {{false, false, D::failed_other, S::none, false, false}, PathClass::unauthenticated},
        {{false, false, D::absent, S::absent, false, false}, PathClass::unauthenticated},
        // The reporter counted a failure although all looks aligned: something does pass.
        {{false, false, D::aligned, S::aligned, false, false}, PathClass::unaligned},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(testing::Message()
                     << name(row.evidence.dkim) << '/' << name(row.evidence.spf));
        EXPECT_EQ(name(path_class(row.evidence)), name(row.expected));
    }
}

TEST(OwnSpf, FailsOnlyForANameOfOurs) {
    const auto failed = [](const SpfFact& fact) {
        return own_spf_failed(std::vector<SpfFact>{fact}, aligner());
    };
    EXPECT_TRUE(failed({kOwn, SpfScope::mfrom, SpfResult::permerror}));
    EXPECT_TRUE(failed({kOwn, SpfScope::absent, SpfResult::softfail}));
    EXPECT_FALSE(failed({kOwn, SpfScope::mfrom, SpfResult::pass}));
    EXPECT_FALSE(failed({kOwn, SpfScope::helo, SpfResult::fail}));
    EXPECT_FALSE(failed({kOther, SpfScope::mfrom, SpfResult::fail}));
}

TEST(OverrideReason, SaysWhetherMailWasPassedOn) {
    const auto passed_on = [](std::string_view type, std::string_view comment) {
        return is_passed_on(model::parse_override(type, comment));
    };
    EXPECT_TRUE(passed_on("forwarded", ""));
    EXPECT_TRUE(passed_on("trusted_forwarder", ""));
    EXPECT_TRUE(passed_on("mailing_list", ""));
    EXPECT_TRUE(passed_on("local_policy", "arc=pass as[1].d=list.example"));
    EXPECT_FALSE(passed_on("local_policy", "trusted by rule 7"));
    EXPECT_FALSE(passed_on("sampled_out", "arc=pass"));
    EXPECT_FALSE(passed_on("other", ""));
    EXPECT_FALSE(passed_on("", ""));
}

}  // namespace
}  // namespace sendpath::analysis
