#include "base/digest.hpp"

#include <gtest/gtest.h>

namespace sendpath {
namespace {

TEST(Digest, IsTheFirstHalfOfSha256) {
    // Source: FIPS 180-2 appendix B.1.
    EXPECT_EQ(hex(digest_of("abc")), "ba7816bf8f01cfea414140de5dae2223");
    EXPECT_EQ(hex(digest_of("")), "e3b0c44298fc1c149afbf4c8996fb924");
}

TEST(Digest, TakesZeroOctetsForOctets) {
    EXPECT_NE(digest_of(std::string_view("a\0b", 3)), digest_of("a"));
    EXPECT_NE(digest_of(std::string_view("\0", 1)), digest_of(""));
}

TEST(Digest, IsWrittenInLowerCaseWithLeadingZeros) {
    Digest digest{};
    digest[0] = 0x0a;
    digest[15] = 0xf0;
    EXPECT_EQ(hex(digest), "0a0000000000000000000000000000f0");
}

}  // namespace
}  // namespace sendpath
