#include "model/names.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace sendpath::model {
namespace {

/// What the C library makes of a dotted address; empty when it refuses it.
std::string packed_by_library(const std::string& text) {
    std::array<char, 4> octets{};
    if (inet_pton(AF_INET, text.c_str(), octets.data()) != 1) return {};
    return {octets.begin(), octets.end()};
}

std::string packed_here(const std::string& text) {
    const auto address = IpAddress::parse(text);
    return address ? std::string(address->packed()) : std::string();
}

TEST(AddressText, ReadsDottedAddressesAsStrictlyAsTheCLibrary) {
    for (const char* const text :
         {"0.0.0.0",    "255.255.255.255", "256.0.0.1", "1.2.3",      "1.2.3.4.5",
          "1.2.3.4.",   ".1.2.3.4",        "1..2.3",    "01.2.3.4",   "1.2.3.00",
          "1.2.3.0004", "1.2.3.1000",      "1.2.3.4 ",  " 1.2.3.4",   "+1.2.3.4",
          "1.2.3.-4",   "0x1.2.3.4",       "1.2.3.a",   "1234567890", "",
          "."})
        EXPECT_EQ(packed_here(text), packed_by_library(text)) << '"' << text << '"';
}

TEST(AddressText, AgreesWithTheCLibraryOnTextsOfDigitsAndDots) {
    std::mt19937 random(20'240'229);  // NOLINT(*-msc51-cpp): the same texts each time
    constexpr std::string_view kLetters = "0001122589...";
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        for (std::size_t size = 7 + random() % 8; text.size() < size;)
            text += kLetters[random() % kLetters.size()];
        ASSERT_EQ(packed_here(text), packed_by_library(text)) << '"' << text << '"';
    }
}

TEST(AddressText, ReadsNoDottedAddressBehindANul) {
    EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
    EXPECT_FALSE(IpAddress::parse(std::string_view("::1\0", 4)));
}

}  // namespace
}  // namespace sendpath::model
