#include "analysis/policy_history.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <deque>
#include <sstream>

namespace sendpath::analysis {
namespace {

using testing::ElementsAre;

/// What reports of a day said: "p sp np adkim pct t", with - for what they did not tell.
struct Said {
    int day;
    const char* fields;
    std::int64_t reports = 1;
};

std::optional<std::string> field_of(std::istringstream& words) {
    std::string word;
    words >> word;
    return word == "-" ? std::nullopt : std::optional(word);
}

model::PublishedPolicy policy_of(const char* fields) {
    std::istringstream words(fields);
    model::PublishedPolicy policy;
    policy.p = field_of(words);
    policy.sp = field_of(words);
    policy.np = field_of(words);
    policy.adkim = field_of(words);
    if (const auto pct = field_of(words)) policy.pct = std::stoi(*pct);
    policy.testing = field_of(words);
    return policy;
}

std::string text_of(const PolicySpell& spell) {
    const auto text = [](const std::optional<std::string>& field) { return field.value_or("-"); };
    const model::PublishedPolicy& policy = spell.policy;
    return fmt::format("{}-{} {}: {} {} {} {} {} {}", count(spell.first_day), count(spell.last_day),
                       spell.reports, text(policy.p), text(policy.sp), text(policy.np),
                       text(policy.adkim), policy.pct ? std::to_string(*policy.pct) : "-",
                       text(policy.testing));
}

std::vector<std::string> history(const std::vector<Said>& told) {
    std::deque<model::PublishedPolicy> policies;
    std::vector<FoundPolicy> found;
    for (const Said& said : told)
        found.push_back(
            {day(said.day), &policies.emplace_back(policy_of(said.fields)), said.reports});
    std::vector<std::string> texts;
    for (const PolicySpell& spell : policy_spells(found)) texts.push_back(text_of(spell));
    return texts;
}

TEST(PolicyHistory, TwoFormatsOfOneRecordAreNoChange) {
    EXPECT_THAT(history({{1, "reject reject - r 100 -"},
                         {2, "reject reject reject r - n"},
                         {3, "reject - - - 100 -"},
                         {4, "reject reject reject r - n"}}),
                ElementsAre("1-4 4: reject reject reject r 100 n"));
}

TEST(PolicyHistory, AFieldThatTwoTellOtherwiseIsAChange) {
    EXPECT_THAT(history({{1, "none none - r 100 -"},
                         {2, "none none none r - n", 2},
                         {4, "quarantine none - r 50 -"},
                         {5, "quarantine none - r 50 -"},
                         {6, "quarantine none - r 100 -"}}),
                ElementsAre("1-2 3: none none none r 100 n", "4-5 2: quarantine none - r 50 -",
                            "6-6 1: quarantine none - r 100 -"));
}

TEST(PolicyHistory, WhatWasKnownBeforeAChangeIsNotKnownAfterIt) {
    EXPECT_THAT(
        history({{1, "none - none r - y"}, {2, "reject - - r 100 -"}, {3, "reject - - r 100 -"}}),
        ElementsAre("1-1 1: none - none r - y", "2-3 2: reject - - r 100 -"));
}

TEST(PolicyHistory, OfOneDayTheMajorityIsBelievedFieldByField) {
    EXPECT_THAT(history({{1, "reject none - r - -", 3},
                         {1, "reject reject - r - -", 2},
                         {1, "none none - s - -", 4}}),
                ElementsAre("1-1 9: reject none - r - -"));
}

TEST(PolicyHistory, WhereAsManySayOneThingAsAnotherArrivalDecidesNothing) {
    const Said quarantine{2, "quarantine - - - - -"};
    const Said reject{2, "reject - - - - -"};
    EXPECT_EQ(history({quarantine, reject}), history({reject, quarantine}));
    // What was known stays.
    EXPECT_THAT(history({{1, "reject - - - - -"}, quarantine, reject}),
                ElementsAre("1-2 3: reject - - - - -"));
}

TEST(PolicyHistory, APolicyOfOneDayAmongOthersIsAStragglers) {
    EXPECT_THAT(history({{1, "none - - - - -"},
                         {2, "reject - - - - -"},
                         {3, "none - - - - -"},
                         {4, "reject - - - - -"}}),
                ElementsAre("1-3 3: none - - - - -", "4-4 1: reject - - - - -"));
}

TEST(PolicyHistory, IsEmptyWithoutReports) {
    EXPECT_TRUE(history({}).empty());
}

}  // namespace
}  // namespace sendpath::analysis
