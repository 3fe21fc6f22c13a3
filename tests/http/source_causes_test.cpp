#include "http/source_causes.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

using analysis::PathClass;
using model::DkimResult;
using model::OverrideClass;
using model::SpfResult;

store::FlowCounts flow(std::string_view dkim_domain, DkimResult dkim, std::string_view spf_domain,
                       SpfResult spf, store::Counts counts) {
    store::FlowCounts made;
    made.counts = counts;
    model::DkimAuth& signature = made.auth.dkim.emplace_back();
    signature.domain = made.words.intern(dkim_domain);
    signature.selector = made.words.intern("s1");
    signature.result = dkim;
    model::SpfAuth& check = made.auth.spf.emplace_back();
    check.domain = made.words.intern(spf_domain);
    check.result = spf;
    return made;
}

store::Counts failing(std::int64_t messages) {
    return {.messages = messages, .fail = messages};
}

std::vector<SourceCause> causes(std::vector<store::FlowCounts> flows) {
    static const analysis::PublicSuffixes suffixes = analysis::PublicSuffixes::builtin();
    store::SourceRow row;
    row.domain = "example.com";
    row.flows = std::move(flows);
    return causes_of(row, suffixes);
}

TEST(SourceCauses, PutFailingMessagesFirstWhateverTheirNumber) {
    const auto found = causes({
        flow("example.com", DkimResult::pass, "example.com", SpfResult::pass,
             {.messages = 1000, .both_aligned = 1000}),
        flow("esp.example.net", DkimResult::pass, "esp.example.net", SpfResult::pass, failing(3)),
    });
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].path, PathClass::unaligned);
    EXPECT_EQ(found[0].messages, 3);
    EXPECT_EQ(found[1].path, PathClass::aligned_both);
}

TEST(SourceCauses, SplitAFlowByOutcomeAndLoseNoMessage) {
    const auto found = causes({flow("example.com", DkimResult::pass, "fwd.example.org",
                                    SpfResult::fail, {.messages = 10, .dkim_only = 7, .fail = 3})});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].failing);
    EXPECT_EQ(found[0].messages, 3);
    EXPECT_EQ(found[1].path, PathClass::dkim_only);
    EXPECT_EQ(found[1].messages, 7);
}

TEST(SourceCauses, TellMailThatWasPassedOnFromTheRest) {
    store::FlowCounts list =
        flow("example.com", DkimResult::fail, "list.example.org", SpfResult::pass, failing(10));
    list.overrides = {{OverrideClass::mailing_list, 6}, {OverrideClass::sampled_out, 1}};
    const auto found = causes({list});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].path, PathClass::indirect);
    EXPECT_EQ(found[0].messages, 6);
    EXPECT_EQ(found[0].override_reasons, SourceCause::Texts{"mailing_list"});
    EXPECT_EQ(found[1].path, PathClass::broken);
    EXPECT_EQ(found[1].messages, 4);
    EXPECT_EQ(found[1].override_reasons, SourceCause::Texts{"sampled_out"});
}

TEST(SourceCauses, JoinFlowsOfOneExplanation) {
    const auto found = causes({
        flow("a.example.net", DkimResult::pass, "a.example.net", SpfResult::pass, failing(1)),
        flow("b.example.net", DkimResult::pass, "b.example.net", SpfResult::pass, failing(2)),
    });
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].messages, 3);
    EXPECT_EQ(found[0].dkim_domains, (SourceCause::Texts{"a.example.net", "b.example.net"}));
    EXPECT_EQ(found[0].dkim_selectors, SourceCause::Texts{"s1"});
}

TEST(SourceCauses, AreAtMostFiveWithAtMostEightNames) {
    std::vector<store::FlowCounts> flows;
    for (int i = 0; i < 12; ++i)
        flows.push_back(flow("a" + std::to_string(i) + ".example.net", DkimResult::pass, "",
                             SpfResult::none, failing(1)));
    EXPECT_EQ(causes(flows)[0].dkim_domains.size(), 8U);
    flows.clear();
    for (const SpfResult spf :
         {SpfResult::pass, SpfResult::fail, SpfResult::none, SpfResult::permerror})
        for (const DkimResult dkim : {DkimResult::pass, DkimResult::fail})
            flows.push_back(flow("esp.example.net", dkim, "esp.example.net", spf, failing(1)));
    EXPECT_EQ(causes(flows).size(), 5U);
}

}  // namespace
}  // namespace sendpath::http
