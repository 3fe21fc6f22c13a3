#include "imap/utf8.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

TEST(Utf8, IsReadAsItsStandardHasIt) {
    for (const std::string_view text : {"", "a", "\x7f", "ä", "€", "😀", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(is_utf8(text)) << text;
    for (const std::string_view text :
         {"\x80", "\xc3", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
          "\xf4\x90\x80\x80", "\xff", "\xe2\x82", "\xc3(", "a\xe2\x82(b"})
        EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(ForPeople, IsFitForALogLine) {
    EXPECT_EQ(for_people("Read\x1b[31m\tthis\x7f\r\n"), "Read [31m this");
    EXPECT_EQ(for_people("Empfänger \xff\xc3 \xc2\x9b"), "Empfänger ??");
    EXPECT_EQ(for_people(""), "");
    EXPECT_EQ(for_people(std::string(kForPeopleMax, 'x')).size(), kForPeopleMax);
    // Not within a letter.
    EXPECT_EQ(for_people(std::string(kForPeopleMax - 1, 'x') + "ä").size(), kForPeopleMax - 1);
}

}  // namespace
}  // namespace sendpath::imap
