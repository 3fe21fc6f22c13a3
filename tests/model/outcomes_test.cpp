#include "model/outcomes.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <cctype>

namespace sendpath::model {
namespace {

std::string upper(std::string_view word) {
    std::string out(word);
    for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

/// Every word in every case, and back; an empty and an unknown one.
template <class Class>
void expect_words(Class (*parse)(std::string_view),
                  std::initializer_list<std::pair<std::string_view, Class>> words) {
    for (const auto& [word, value] : words) {
        SCOPED_TRACE(word);
        EXPECT_EQ(parse(word), value);
        EXPECT_EQ(parse(upper(word)), value);  // I1
        EXPECT_EQ(name(value), word);
        EXPECT_EQ(parse(std::string(word) + "x"), Class::unknown);
        EXPECT_EQ(parse(word.substr(1)), Class::unknown);
    }
    EXPECT_EQ(parse(""), Class::absent);
    EXPECT_EQ(name(Class::absent), "");
    EXPECT_EQ(name(Class::unknown), "unknown");
}

TEST(Outcomes, KnowEveryWordOfADisposition) {  // C15, I1: pass is pass, never reject
    expect_words<Disposition>(parse_disposition, {{"none", Disposition::none},
                                                  {"quarantine", Disposition::quarantine},
                                                  {"reject", Disposition::reject},
                                                  {"pass", Disposition::pass}});
    EXPECT_EQ(parse_disposition("deliver"), Disposition::unknown);
}

TEST(Outcomes, TakeOnlyPassForAnAlignedResult) {  // I2: neutral and softfail are never pass
    expect_words<Evaluated>(parse_evaluated,
                            {{"pass", Evaluated::pass}, {"fail", Evaluated::fail}});
    for (const char* word : {"neutral", "softfail", "none", "temperror", "yes", "true"})
        EXPECT_EQ(parse_evaluated(word), Evaluated::unknown) << word;
}

TEST(Outcomes, KnowEveryWordOfADkimResult) {
    expect_words<DkimResult>(parse_dkim_result, {{"none", DkimResult::none},
                                                 {"pass", DkimResult::pass},
                                                 {"fail", DkimResult::fail},
                                                 {"policy", DkimResult::policy},
                                                 {"neutral", DkimResult::neutral},
                                                 {"temperror", DkimResult::temperror},
                                                 {"permerror", DkimResult::permerror}});
    EXPECT_EQ(parse_dkim_result("invalid"), DkimResult::permerror);
    EXPECT_EQ(parse_dkim_result("softfail"), DkimResult::unknown);
}

TEST(Outcomes, KnowEveryWordOfAnSpfResult) {  // I5: policy is valid under RFC 9990
    expect_words<SpfResult>(parse_spf_result, {{"none", SpfResult::none},
                                               {"neutral", SpfResult::neutral},
                                               {"pass", SpfResult::pass},
                                               {"fail", SpfResult::fail},
                                               {"softfail", SpfResult::softfail},
                                               {"temperror", SpfResult::temperror},
                                               {"permerror", SpfResult::permerror},
                                               {"policy", SpfResult::policy},
                                               {"error", SpfResult::error}});
}

TEST(Outcomes, ClassTheSpfWordsOfBeforeRfc7208) {  // C17
    EXPECT_EQ(parse_spf_result("hardfail"), SpfResult::fail);
    EXPECT_EQ(parse_spf_result("HardFail"), SpfResult::fail);
    EXPECT_EQ(parse_spf_result("unknown"), SpfResult::error);
    EXPECT_EQ(parse_spf_result("error"), SpfResult::error);
}

TEST(Outcomes, KnowTheScopesOfSpf) {  // C36
    expect_words<SpfScope>(parse_spf_scope, {{"mfrom", SpfScope::mfrom}, {"helo", SpfScope::helo}});
}

TEST(Outcomes, ClassTheReasonsOfAnOverride) {
    struct Row {
        std::string_view type;
        std::string_view comment;
        OverrideClass expected;
    };
    const Row rows[] = {
        {"", "", OverrideClass::none},
        {"", "arc=pass", OverrideClass::none},
        {"mailing_list", "", OverrideClass::mailing_list},
        {"Mailing_List", "", OverrideClass::mailing_list},
        {"forwarded", "", OverrideClass::forwarded},
        {"trusted_forwarder", "", OverrideClass::forwarded},
        {"local_policy", "", OverrideClass::local_policy},
        {"local_policy", "whitelisted", OverrideClass::local_policy},
        {"local_policy", "arc=pass as[1].d=example", OverrideClass::arc},  // RFC 8617 7.2.2
        {"local_policy", "arc=fail", OverrideClass::local_policy},
        {"forwarded", "arc=pass", OverrideClass::forwarded},
        {"sampled_out", "", OverrideClass::sampled_out},
        {"policy_test_mode", "", OverrideClass::sampled_out},  // I5
        {"other", "", OverrideClass::other},
        {"because", "", OverrideClass::other},
    };
    for (const Row& row : rows)
        EXPECT_EQ(parse_override(row.type, row.comment), row.expected) << row.type;
}

TEST(Outcomes, NameEveryClassOfAnOverride) {
    std::string names;
    for (int i = 0; i <= static_cast<int>(OverrideClass::other); ++i)
        names.append(name(static_cast<OverrideClass>(i))).append(" ");
    EXPECT_EQ(names, "none mailing_list forwarded arc local_policy sampled_out other ");
}

TEST(Outcomes, KeepTheNumbersThatAreStored) {
    EXPECT_EQ(static_cast<int>(Disposition::pass), 4);
    EXPECT_EQ(static_cast<int>(Evaluated::unknown), 3);
    EXPECT_EQ(static_cast<int>(DkimResult::permerror), 7);
    EXPECT_EQ(static_cast<int>(SpfResult::error), 9);
    EXPECT_EQ(static_cast<int>(SpfScope::helo), 2);
    EXPECT_EQ(static_cast<int>(OverrideClass::sampled_out), 5);
}

}  // namespace
}  // namespace sendpath::model
