#include "model/words.hpp"

#include <gtest/gtest.h>

namespace sendpath::model {
namespace {

TEST(Words, GiveOneTextOneNumber) {
    Words words;
    const Word a = words.intern("example.com");
    const Word b = words.intern("s1");
    EXPECT_NE(a, b);
    EXPECT_EQ(words.intern("example.com"), a);
    EXPECT_EQ(words.text(a), "example.com");
    EXPECT_EQ(words.text(b), "s1");
    EXPECT_EQ(words.size(), 2U);
}

TEST(Words, TellAbsentFromEmpty) {  // a null reverse-path is not a missing one
    Words words;
    EXPECT_EQ(words.size(), 0U);
    const Word empty = words.intern("");
    EXPECT_NE(empty, kNoWord);
    EXPECT_EQ(words.text(empty), "");
    EXPECT_EQ(words.text(kNoWord), "");
    EXPECT_EQ(words.intern(""), empty);
    EXPECT_EQ(words.size(), 1U);
}

TEST(Words, TellTextsApartThatDifferBehindAZero) {
    Words words;
    EXPECT_NE(words.intern(std::string_view("a\0b", 3)), words.intern(std::string_view("a\0c", 3)));
    EXPECT_NE(words.intern("ab"), words.intern("AB"));
}

TEST(Words, KeepTheirNumbersWhileTheyGrow) {
    Words words;
    for (int i = 1; i <= 20'000; ++i)
        ASSERT_EQ(words.intern("word " + std::to_string(i)), static_cast<Word>(i));
    EXPECT_EQ(words.size(), 20'000U);
    for (int i = 1; i <= 20'000; ++i) {
        const std::string text = "word " + std::to_string(i);
        ASSERT_EQ(words.text(static_cast<Word>(i)), text);
        ASSERT_EQ(words.intern(text), static_cast<Word>(i));
    }
    EXPECT_EQ(words.size(), 20'000U);
}

TEST(Words, AreCopiedWhole) {
    Words words;
    const Word first = words.intern("first");
    Words copy = words;
    copy.intern("second");
    EXPECT_EQ(words.size(), 1U);
    EXPECT_EQ(copy.text(first), "first");
}

}  // namespace
}  // namespace sendpath::model
