#include "analysis/report_derivation.hpp"

#include <gtest/gtest.h>

namespace sendpath::analysis {
namespace {

using model::DkimResult;
using model::Evaluated;
using model::SpfResult;
using model::SpfScope;

const PublicSuffixes& suffixes() {
    static const PublicSuffixes list = PublicSuffixes::builtin();
    return list;
}

/// A report that grows record by record.
struct Builder {
    Builder() { report.policy.domain = *model::DomainName::parse("example.com"); }

    std::uint32_t auth(std::vector<DkimFact> dkim, std::vector<SpfFact> spf) {
        model::AuthSet set;
        for (const DkimFact& each : dkim) {
            model::DkimAuth& made = set.dkim.emplace_back();
            made.domain = report.words.intern(each.domain);
            made.result = each.result;
        }
        for (const SpfFact& each : spf) {
            model::SpfAuth& made = set.spf.emplace_back();
            made.domain = report.words.intern(each.domain);
            made.scope = each.scope;
            made.result = each.result;
        }
        report.auth_sets.push_back(set);
        return static_cast<std::uint32_t>(report.auth_sets.size() - 1);
    }

    model::Record& record(std::string_view from, std::uint32_t auth_set, Evaluated dkim,
                          Evaluated spf) {
        model::Record& made = report.records.emplace_back();
        made.header_from = report.words.intern(from);
        made.auth_set = auth_set;
        made.dkim = dkim;
        made.spf = spf;
        made.messages = 1;
        return made;
    }

    void reason(model::Record& record, std::string_view type) {
        record.first_reason = static_cast<std::uint32_t>(report.reasons.size());
        record.reason_count = 1;
        report.reasons.push_back({report.words.intern(type), model::kNoWord});
    }

    model::AggregateReport report;
};

TEST(Derivation, GivesOneEntryPerRecordInItsOrder) {
    Builder builder;
    const auto both = builder.auth({{"example.com", "", DkimResult::pass}},
                                   {{"example.com", SpfScope::mfrom, SpfResult::pass}});
    const auto esp = builder.auth({{"esp.example.net", "", DkimResult::pass}},
                                  {{"esp.example.net", SpfScope::mfrom, SpfResult::pass}});
    builder.record("example.com", both, Evaluated::pass, Evaluated::pass);
    builder.record("example.com", esp, Evaluated::fail, Evaluated::fail);
    builder.record("esp.example.net", esp, Evaluated::pass, Evaluated::pass);
    builder.record("example.com", both, Evaluated::pass, Evaluated::fail);

    const auto derived = derive(builder.report, suffixes());
    ASSERT_EQ(derived.size(), 4U);
    EXPECT_EQ(derived[0].path, PathClass::aligned_both);
    EXPECT_EQ(derived[0].dkim_cause, DkimCause::aligned);
    EXPECT_EQ(derived[1].path, PathClass::unaligned);
    EXPECT_EQ(derived[1].spf_agreement, Agreement::agree);
    EXPECT_EQ(derived[2].path, PathClass::aligned_both) << "same results, other From domain";
    EXPECT_EQ(derived[3].spf, Leg::pass);
    EXPECT_EQ(derived[3].spf_agreement, Agreement::disagree);
    EXPECT_EQ(derived[3].path, PathClass::dkim_only) << "the reporter's result is what counts";
}

TEST(Derivation, ReadsStrictnessAndMethodFromThePolicy) {
    Builder builder;
    const auto child = builder.auth({{"mail.example.com", "", DkimResult::pass}},
                                    {{"mail.example.com", SpfScope::mfrom, SpfResult::pass}});
    builder.record("example.com", child, Evaluated::fail, Evaluated::pass);
    builder.report.policy.adkim = "s";
    EXPECT_EQ(derive(builder.report, suffixes())[0].dkim, Leg::fail);
    EXPECT_EQ(derive(builder.report, suffixes())[0].spf, Leg::pass);
    builder.report.policy.aspf = "s";
    EXPECT_EQ(derive(builder.report, suffixes())[0].spf, Leg::fail);
    builder.report.policy.adkim = "something";
    builder.report.policy.domain = *model::DomainName::parse("mail.example.com");
    builder.report.policy.discovery_method = "treewalk";
    EXPECT_EQ(derive(builder.report, suffixes())[0].dkim, Leg::undecidable);
    EXPECT_EQ(derive(builder.report, suffixes())[0].dkim_agreement, Agreement::undecidable);
}

TEST(Derivation, CannotCheckARecordWithoutResults) {
    Builder builder;
    builder.record("example.com", builder.auth({}, {}), Evaluated::pass, Evaluated::fail);
    const auto derived = derive(builder.report, suffixes());
    EXPECT_EQ(derived[0].dkim_agreement, Agreement::not_checkable);
    EXPECT_EQ(derived[0].spf_agreement, Agreement::not_checkable);
    EXPECT_EQ(derived[0].path, PathClass::dkim_only);
}

TEST(Derivation, ExplainsAPassByHelo) {
    Builder builder;
    const auto helo = builder.auth({}, {{"mx.example.com", SpfScope::helo, SpfResult::pass}});
    builder.record("example.com", helo, Evaluated::fail, Evaluated::pass);
    builder.record("example.com", helo, Evaluated::fail, Evaluated::fail);
    const auto derived = derive(builder.report, suffixes());
    EXPECT_EQ(derived[0].spf_agreement, Agreement::helo);
    EXPECT_EQ(derived[1].spf_agreement, Agreement::agree);
}

TEST(Derivation, StandsInForAReporterThatGaveNoResult) {
    Builder builder;
    const auto both = builder.auth({{"example.com", "", DkimResult::pass}},
                                   {{"example.com", SpfScope::mfrom, SpfResult::pass}});
    builder.record("example.com", both, Evaluated::absent, Evaluated::unknown);
    EXPECT_EQ(derive(builder.report, suffixes())[0].path, PathClass::aligned_both);
}

TEST(Derivation, TakesMailPassedOnFromTheReasons) {
    Builder builder;
    const auto broken = builder.auth({{"example.com", "", DkimResult::fail}},
                                     {{"list.example.org", SpfScope::mfrom, SpfResult::pass}});
    builder.record("example.com", broken, Evaluated::fail, Evaluated::fail);
    builder.reason(builder.record("example.com", broken, Evaluated::fail, Evaluated::fail),
                   "mailing_list");
    const auto derived = derive(builder.report, suffixes());
    EXPECT_EQ(derived[0].path, PathClass::broken);
    EXPECT_EQ(derived[1].path, PathClass::indirect);
}

TEST(Derivation, OfAnEmptyReportIsEmpty) {
    EXPECT_TRUE(derive(model::AggregateReport(), suffixes()).empty());
}

}  // namespace
}  // namespace sendpath::analysis
