#include "model/reasons.hpp"

#include <gtest/gtest.h>

#include <set>

namespace sendpath::model {
namespace {

constexpr int kReasons = static_cast<int>(HeldReason::decoder_stuck) + 1;

TEST(HeldReason, HasACodeOfItsOwn) {
    std::set<std::string_view> names;
    for (int i = 0; i < kReasons; ++i) {
        const std::string_view code = name(static_cast<HeldReason>(i));
        EXPECT_FALSE(code.empty()) << i;
        EXPECT_NE(code, "unknown") << i;
        EXPECT_EQ(code.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos);
        EXPECT_TRUE(names.insert(code).second) << code;
    }
    EXPECT_EQ(names.size(), 19U);
}

TEST(HeldReason, TellsWhatToDoInWholeSentences) {
    std::set<std::string_view> advices;
    for (int i = 0; i < kReasons; ++i) {
        const std::string_view text = advice(static_cast<HeldReason>(i));
        SCOPED_TRACE(text);
        EXPECT_GT(text.size(), 30U);
        EXPECT_TRUE(text.ends_with('.'));
        EXPECT_EQ(text.find("  "), std::string_view::npos);
        EXPECT_TRUE(advices.insert(text).second);
    }
}

TEST(HeldReason, KeepsTheNumbersThatAreStored) {
    EXPECT_EQ(static_cast<int>(HeldReason::not_a_report), 0);
    EXPECT_EQ(static_cast<int>(HeldReason::bad_xml), 6);
    EXPECT_EQ(static_cast<int>(HeldReason::too_deep), 13);
    EXPECT_EQ(static_cast<int>(HeldReason::decoder_crashed), 16);
    EXPECT_EQ(static_cast<int>(HeldReason::not_taken_here), 17);
    EXPECT_EQ(static_cast<int>(HeldReason::decoder_stuck), 18);
}

TEST(HeldReason, SaysUnknownOfANumberFromALaterVersion) {
    EXPECT_EQ(name(static_cast<HeldReason>(200)), "unknown");
    EXPECT_EQ(advice(static_cast<HeldReason>(200)), "");
}

}  // namespace
}  // namespace sendpath::model
