#include "store/compress.hpp"

#include <gtest/gtest.h>

#include <random>

namespace sendpath::store {
namespace {

std::string text_of(std::size_t size) {
    std::string text;
    while (text.size() < size) text += "Received: from mail.example.com by mx.example.org\r\n";
    text.resize(size);
    return text;
}

std::string noise_of(std::size_t size) {
    std::mt19937 random(1);
    std::string noise(size, '\0');
    for (char& octet : noise) octet = static_cast<char>(random());
    return noise;
}

// One after the other in one thread, so that each finds what the one before left behind; on both
// sides of each size at which the way of packing changes.
TEST(Compress, GivesBackEveryMailWhateverItsSizeAndOrder) {
    const std::size_t sizes[] = {0,
                                 1,
                                 100,
                                 (64U << 10U) - 1,
                                 100'000,
                                 64U << 10U,
                                 5,
                                 1U << 20U,
                                 (16U << 10U) - 1,
                                 16U << 10U,
                                 3,
                                 (64U << 10U) + 1};
    for (const std::size_t size : sizes) {
        for (const std::string& octets : {text_of(size), noise_of(size)}) {
            const std::string packed = compressed(octets);
            EXPECT_EQ(decompressed(packed, size).value(), octets) << size;
            EXPECT_LE(packed.size(), size + 32 + size / 100) << size;
        }
    }
}

TEST(Compress, MakesWhatRepeatsSmall) {
    EXPECT_LT(compressed(text_of(4'000)).size(), 200);
    EXPECT_LT(compressed(text_of(40'000)).size(), 400);
}

TEST(Compress, RefusesWhatIsDamagedOrOverTheLimit) {
    const std::string packed = compressed(noise_of(1'000));
    EXPECT_EQ(decompressed(packed, 999).error().code, Errc::too_large);
    EXPECT_EQ(decompressed(packed.substr(0, 500), 1'000).error().code, Errc::bad_syntax);
    EXPECT_EQ(decompressed("no frame", 1'000).error().code, Errc::bad_syntax);
    EXPECT_EQ(decompressed({}, 1'000).error().code, Errc::bad_syntax);
}

}  // namespace
}  // namespace sendpath::store
