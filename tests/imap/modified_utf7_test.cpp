#include "imap/modified_utf7.hpp"

#include "imap/utf8.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

struct Row {
    const char* utf8;
    const char* wire;
};

class NameOf : public testing::TestWithParam<Row> {};

// I15
TEST_P(NameOf, IsWrittenAndReadBack) {
    EXPECT_EQ(*to_modified_utf7(GetParam().utf8), GetParam().wire);
    EXPECT_EQ(*from_modified_utf7(GetParam().wire), GetParam().utf8);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, NameOf,
    testing::Values(Row{"", ""}, Row{"INBOX", "INBOX"}, Row{"a b~\"\\", "a b~\"\\"},
                    Row{"Empfänger & Co", "Empf&AOQ-nger &- Co"}, Row{"&", "&-"}, Row{"&-", "&--"},
                    Row{"äö", "&AOQA9g-"}, Row{"ä&ö", "&AOQ-&-&APY-"},
                    // The two of RFC 3501 section 5.1.3.
                    Row{"~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"},
                    Row{"😀", "&2D3eAA-"}, Row{"\x7f", "&AH8-"}, Row{"\t", "&AAk-"}));

TEST(ModifiedUtf7, ForgivesLettersCodedApart) {
    EXPECT_EQ(*from_modified_utf7("&AOQ-&APY-"), "äö");
}

TEST(ModifiedUtf7, IsRefusedWhereItIsNone) {
    for (const std::string_view name :
         {"&", "a&AOQ", "&AOQ*-", "&AGE-", "&AA-", "&A-", "&2D0-", "&3gA-", "&2D0AYQ-", "&AOR-",
          "&AAA-", "\xc3\xa4", "\x01", "&AOQ=-", "&/9k-", "a\x7f"})
        EXPECT_FALSE(from_modified_utf7(name)) << name;
    for (const std::string_view name :
         {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe0\x80\x80",
          "\xf0\x80\x80\x80", "a\x80"})
        EXPECT_FALSE(to_modified_utf7(name)) << name;
    EXPECT_FALSE(to_modified_utf7({"a\0", 2}));
}

TEST(ModifiedUtf7, WritesEachCharacterSoThatItIsReadBack) {
    for (char32_t character = 1; character <= 0x10'ffff; character += 37) {
        if (character >= 0xd800 && character < 0xe000) continue;
        std::string utf8 = "a";
        append_character(utf8, character);
        ASSERT_TRUE(is_utf8(utf8)) << std::uint32_t{character};
        const Result<std::string> wire = to_modified_utf7(utf8);
        ASSERT_TRUE(wire);
        EXPECT_EQ(*from_modified_utf7(*wire), utf8) << *wire;
    }
}

}  // namespace
}  // namespace sendpath::imap
