#include "base/base64url.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace sendpath {
namespace {

// RFC 4648 section 10, without its padding, and the two letters of section 5.
TEST(Base64Url, WritesOctetsAsTheStandardDoes) {
    constexpr struct {
        std::string_view octets;
        std::string_view text;
    } table[] = {
        {"", ""},
        {"f", "Zg"},
        {"fo", "Zm8"},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg"},
        {"fooba", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy"},
        {"\xfb\xff\xbf", "-_-_"},
        {"\xff\xff\xff", "____"},
    };
    for (const auto& row : table) {
        const std::vector<std::uint8_t> octets(row.octets.begin(), row.octets.end());
        EXPECT_EQ(base64url(octets), row.text);
    }
}

}  // namespace
}  // namespace sendpath
