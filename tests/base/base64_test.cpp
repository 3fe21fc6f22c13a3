#include "base/base64.hpp"

#include <gtest/gtest.h>

namespace sendpath {
namespace {

using namespace std::string_literals;

TEST(Base64, IsWrittenAndReadBack) {
    for (const auto& [octets, text] :
         std::initializer_list<std::pair<std::string, std::string>>{{"", ""},
                                                                    {"f", "Zg=="},
                                                                    {"fo", "Zm8="},
                                                                    {"foo", "Zm9v"},
                                                                    {"foobar", "Zm9vYmFy"},
                                                                    {"\x01", "AQ=="},
                                                                    {"\0a\0b"s, "AGEAYg=="},
                                                                    {"\xff\xfe\xfd", "//79"}}) {
        EXPECT_EQ(encode_base64(octets, Base64::plain), text);
        EXPECT_EQ(*decode_base64(text, Base64::plain), octets) << text;
    }
    EXPECT_EQ(encode_base64("\xff\xfe\xfd\xfc", Base64::mailbox_name), ",,79,A");
    EXPECT_EQ(*decode_base64(",,79,A", Base64::mailbox_name), "\xff\xfe\xfd\xfc");
}

// RFC 4648 section 10, without its padding, and the two letters of section 5.
TEST(Base64, OfUrlsNeedsNoEscaping) {
    const std::pair<std::string_view, std::string_view> table[] = {{"", ""},
                                                                   {"f", "Zg"},
                                                                   {"fo", "Zm8"},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg"},
                                                                   {"fooba", "Zm9vYmE"},
                                                                   {"foobar", "Zm9vYmFy"},
                                                                   {"\xfb\xff\xbf", "-_-_"},
                                                                   {"\xff\xff\xff", "____"}};
    for (const auto& [octets, text] : table) {
        EXPECT_EQ(encode_base64(octets, Base64::url), text);
        EXPECT_EQ(*decode_base64(text, Base64::url), octets) << text;
    }
}

TEST(Base64, ThatStandsForNothingIsRefused) {
    for (const std::string_view text :
         {"Zg", "Zg=", "Z===", "Zg==Zg==", "Zh==", "Zm9v\n", "Zm,v", "Zm8=====", "====", "Z g="})
        EXPECT_FALSE(decode_base64(text, Base64::plain)) << text;
    for (const std::string_view text : {"Zg==", "Z", "Zh", "Zm/v", "Zm9vY"})
        EXPECT_FALSE(decode_base64(text, Base64::mailbox_name)) << text;
}

}  // namespace
}  // namespace sendpath
