#include "analysis/alignment.hpp"

#include <gtest/gtest.h>

#include <vector>

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

constexpr auto kMfrom = SpfScope::mfrom;

struct Row {
    std::string_view id;
    std::string_view header_from;
    std::string_view strictness;  // adkim, aspf
    std::vector<SpfFact> spf;
    std::vector<DkimFact> dkim;
    Leg dkim_leg;
    Leg spf_leg;
};

// The table of standards.md 6.1. A19 is here as the model gives it: lower case, no final dot
// (tests of the decode room read the names as they were written).
const std::vector<Row>& rows() {
    static const std::string_view com = "example.com";
    static const std::string_view esp = "esp.example.net";
    constexpr auto p = Leg::pass;
    constexpr auto f = Leg::fail;
    constexpr auto ok = SpfResult::pass;
    constexpr auto valid = DkimResult::pass;
    static const std::vector<Row> table = {
        {"A1", com, "rr", {{com, kMfrom, ok}}, {{com, "s", valid}}, p, p},
        {"A2", com, "rr", {{"bounce.example.com", kMfrom, ok}}, {}, f, p},
        {"A3", "news.example.com", "rr", {{com, kMfrom, ok}}, {}, f, p},
        {"A4", "news.example.com", "rr", {{"foo.example.com", kMfrom, ok}}, {}, f, p},
        {"A5", com, "rs", {{"bounce.example.com", kMfrom, ok}}, {}, f, f},
        {"A6", com, "sr", {}, {{"mail.example.com", "s", valid}}, f, f},
        {"A7", com, "rr", {{esp, kMfrom, ok}}, {{esp, "s", valid}}, f, f},
        {"A8", com, "rr", {{esp, kMfrom, ok}}, {{esp, "s", valid}, {com, "s", valid}}, p, f},
        {"A9",
         com,
         "rr",
         {{"fwd.example.org", kMfrom, SpfResult::fail}},
         {{com, "s", valid}},
         p,
         f},
        {"A10",
         com,
         "rr",
         {{"list.example.org", kMfrom, ok}},
         {{com, "s", DkimResult::fail}, {"list.example.org", "s", valid}},
         f,
         f},
        {"A11",
         com,
         "rr",
         {{com, kMfrom, SpfResult::softfail}},
         {{com, "s", DkimResult::temperror}},
         f,
         f},
        {"A12", com, "rr", {{com, SpfScope::helo, ok}}, {}, f, f},
        {"A13", com, "rr", {{com, SpfScope::absent, ok}}, {}, f, p},
        {"A14", "example.co.jp", "rr", {{"bounce.other.co.jp", kMfrom, ok}}, {}, f, f},
        {"A15", "shop.example.co.jp", "rr", {{"mail.example.co.jp", kMfrom, ok}}, {}, f, p},
        {"A16", "a.city.kobe.jp", "rr", {}, {{"b.city.kobe.jp", "s", valid}}, p, f},
        {"A17", "a.x.kobe.jp", "rr", {}, {{"b.x.kobe.jp", "s", valid}}, f, f},
        {"A18", "alice.github.io", "rr", {}, {{"bob.github.io", "s", valid}}, f, f},
        {"A19", com, "ss", {{com, kMfrom, ok}}, {{com, "s", valid}}, p, p},
        {"A20", com, "rr", {}, {}, f, f},
        {"A21", com, "rr", {{"", kMfrom, ok}}, {{"", "s", valid}}, f, f},
        {"A22",
         com,
         "rr",
         {{"example.com.evil.example", kMfrom, ok}},
         {{"notexample.com", "s", valid}},
         f,
         f},
        // Beyond the table.
        {"empty From", "", "rr", {{"", kMfrom, ok}}, {{com, "s", valid}}, f, f},
        {"scope outside the standards", com, "rr", {{com, SpfScope::unknown, ok}}, {}, f, f},
        {"IP literals are equal or nothing",
         "192.0.2.1",
         "rr",
         {{"192.0.2.2", kMfrom, ok}},
         {{"192.0.2.1", "s", valid}},
         p,
         f},
        {"several From addresses",
         "example.com, example.net",
         "rr",
         {{com, kMfrom, ok}},
         {},
         f,
         Leg::undecidable},
        {"several From addresses, strict",
         "example.com, example.net",
         "ss",
         {{com, kMfrom, SpfResult::fail}},
         {{com, "s", valid}},
         Leg::undecidable,
         f},
    };
    return table;
}

TEST(Alignment, FollowsTheTableOfStandards61) {
    for (const Row& row : rows()) {
        SCOPED_TRACE(row.id);
        Identity identity;
        identity.header_from = identity.policy_domain = row.header_from;
        identity.strict_dkim = row.strictness[0] == 's';
        identity.strict_spf = row.strictness[1] == 's';
        identity.discovery = Discovery::psl;
        Organizations organizations(suffixes());
        const Aligner aligner(identity, organizations);
        EXPECT_EQ(dkim_leg(row.dkim, aligner), row.dkim_leg);
        EXPECT_EQ(spf_leg(row.spf, aligner), row.spf_leg);
    }
}

struct MethodRow {
    std::string_view title;
    std::string_view from;
    std::string_view policy_domain;
    std::string_view signer;
    Leg psl;
    Leg treewalk;
    Leg absent;
};

constexpr MethodRow kMethods[] = {
    {"both methods agree on one organisation", "a.example.com", "example.com", "b.example.com",
     Leg::pass, Leg::pass, Leg::pass},
    {"both methods agree on strangers", "a.example.com", "example.com", "example.net", Leg::fail,
     Leg::fail, Leg::fail},
    {"T13: a policy at the suffix", "mail.example.co.jp", "jp", "other.co.jp", Leg::fail,
     Leg::undecidable, Leg::undecidable},
    {"T2: a policy below the organisation", "a.mail.example.com", "mail.example.com", "example.com",
     Leg::pass, Leg::undecidable, Leg::pass},
    {"the suffix comparison includes the dot", "mail.example.com", "example.com", "notexample.com",
     Leg::fail, Leg::fail, Leg::fail},
    {"no policy domain", "a.example.com", "", "b.example.com", Leg::pass, Leg::undecidable,
     Leg::pass},
};

TEST(Alignment, IsUndecidedWhereTheMethodsDifferAndDnsWouldTell) {
    for (const MethodRow& row : kMethods) {
        SCOPED_TRACE(row.title);
        Organizations organizations(suffixes());
        Identity identity;
        identity.header_from = row.from;
        identity.policy_domain = row.policy_domain;
        identity.discovery = Discovery::psl;
        EXPECT_EQ(Aligner(identity, organizations).dkim(row.signer), row.psl);
        identity.discovery = Discovery::treewalk;
        EXPECT_EQ(Aligner(identity, organizations).dkim(row.signer), row.treewalk);
        identity.discovery = Discovery::absent;
        EXPECT_EQ(Aligner(identity, organizations).dkim(row.signer), row.absent);
    }
}

TEST(Alignment, APassOutweighsAnUndecidedOne) {
    Identity identity;
    identity.header_from = "a.mail.example.com";
    identity.policy_domain = "mail.example.com";
    identity.discovery = Discovery::treewalk;
    Organizations organizations(suffixes());
    const Aligner aligner(identity, organizations);
    const std::vector<DkimFact> undecided = {{"example.com", "s", DkimResult::pass},
                                             {"example.net", "s", DkimResult::pass}};
    EXPECT_EQ(dkim_leg(undecided, aligner), Leg::undecidable);
    const std::vector<DkimFact> decided = {{"example.com", "s", DkimResult::pass},
                                           {"b.mail.example.com", "s", DkimResult::pass}};
    EXPECT_EQ(dkim_leg(decided, aligner), Leg::pass);
}

TEST(Organizations, GiveTheSameAnswerHoweverManyWereAsked) {
    std::vector<std::string> names;
    for (int i = 0; i < 40; ++i) names.push_back("mail.example" + std::to_string(i) + ".co.jp");
    Organizations organizations(suffixes());
    for (int round = 0; round < 2; ++round)
        for (const std::string& each : names)
            EXPECT_EQ(organizations.of(each), std::string_view(each).substr(5));
}

TEST(Agreement, ComparesTheDerivedWithTheEvaluated) {
    struct {
        Leg derived;
        Evaluated evaluated;
        Agreement expected;
    } const table[] = {
        {Leg::pass, Evaluated::pass, Agreement::agree},
        {Leg::fail, Evaluated::fail, Agreement::agree},
        {Leg::pass, Evaluated::fail, Agreement::disagree},
        {Leg::fail, Evaluated::pass, Agreement::disagree},
        {Leg::undecidable, Evaluated::pass, Agreement::undecidable},
        {Leg::undecidable, Evaluated::fail, Agreement::undecidable},
        {Leg::pass, Evaluated::absent, Agreement::not_checkable},
        {Leg::undecidable, Evaluated::unknown, Agreement::not_checkable},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(testing::Message() << name(row.derived) << '/' << model::name(row.evaluated));
        EXPECT_EQ(agreement(row.derived, row.evaluated), row.expected);
    }
}

TEST(Agreement, KnowsAnAlignedHeloName) {
    Identity identity;
    identity.header_from = "example.com";
    Organizations organizations(suffixes());
    const Aligner aligner(identity, organizations);
    const auto helo = SpfScope::helo;
    EXPECT_TRUE(
        helo_aligned(std::vector<SpfFact>{{"mx.example.com", helo, SpfResult::pass}}, aligner));
    EXPECT_FALSE(
        helo_aligned(std::vector<SpfFact>{{"mx.example.com", kMfrom, SpfResult::pass}}, aligner));
    EXPECT_FALSE(
        helo_aligned(std::vector<SpfFact>{{"mx.example.com", helo, SpfResult::fail}}, aligner));
    EXPECT_FALSE(
        helo_aligned(std::vector<SpfFact>{{"mx.example.net", helo, SpfResult::pass}}, aligner));
}

}  // namespace
}  // namespace sendpath::analysis
