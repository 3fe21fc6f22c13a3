#include "store/packing.hpp"

#include "store/compress.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace sendpath::store {
namespace {

TEST(Packing, TakesBackEveryNumber) {
    std::vector<std::uint64_t> numbers{
        0, 1, 127, 128, 16'383, 16'384, std::numeric_limits<std::uint64_t>::max()};
    for (unsigned bit = 0; bit < 64; ++bit) numbers.push_back(std::uint64_t{1} << bit);
    std::mt19937_64 random(1);
    for (int i = 0; i < 1'000; ++i) numbers.push_back(random() >> (random() % 64));
    Packer packer;
    for (const std::uint64_t number : numbers) packer.number(number);
    Unpacker read(packer.octets());
    for (const std::uint64_t number : numbers) ASSERT_EQ(read.number(), number);
    EXPECT_TRUE(read.at_end());
    EXPECT_TRUE(read.sound());
}

TEST(Packing, IsSmall) {
    Packer packer;
    packer.number(127);
    EXPECT_EQ(packer.octets().size(), 1U);
    packer.clear();
    packer.number(128);
    EXPECT_EQ(packer.octets(), "\x80\x01");
    packer.clear();
    packer.number(std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(packer.octets().size(), 10U);
}

TEST(Packing, IsUnsoundPastTheEnd) {
    Packer packer;
    packer.number(std::numeric_limits<std::uint64_t>::max());
    for (std::size_t size = 0; size < packer.octets().size(); ++size) {
        Unpacker read(std::string_view(packer.octets()).substr(0, size));
        EXPECT_EQ(read.number(), 0U);
        EXPECT_FALSE(read.sound()) << size;
        EXPECT_EQ(read.octet(), 0);
    }
}

TEST(Packing, IsUnsoundAfterANumberThatDoesNotEnd) {
    const std::string endless(11, '\x80');
    Unpacker again(endless);
    EXPECT_EQ(again.number(), 0U);
    EXPECT_FALSE(again.sound());
    EXPECT_EQ(again.number(), 0U);
}

TEST(Compress, TakesBackWhatItPacked) {
    for (const std::string& octets :
         {std::string(), std::string("x"), std::string(1'000'000, 'a')}) {
        const std::string packed = compressed(octets);
        EXPECT_EQ(*decompressed(packed, 1'000'000), octets);
    }
    EXPECT_LT(compressed(std::string(1'000'000, 'a')).size(), 1'000U);
}

TEST(Compress, HoldsItsLimitOnBothSides) {
    const std::string packed = compressed(std::string(1'000, 'a'));
    EXPECT_TRUE(decompressed(packed, 1'000));
    EXPECT_EQ(decompressed(packed, 999).error().code, Errc::too_large);
}

TEST(Compress, RefusesWhatIsDamaged) {
    std::string packed = compressed("the octets of a mail, long enough to hold something");
    for (std::size_t size = 0; size < packed.size(); ++size) {
        const auto octets = decompressed(std::string_view(packed).substr(0, size), 1'000);
        ASSERT_FALSE(octets) << size;
        EXPECT_EQ(octets.error().code, Errc::bad_syntax);
    }
    EXPECT_EQ(decompressed("not zstd at all", 1'000).error().code, Errc::bad_syntax);
}

}  // namespace
}  // namespace sendpath::store
