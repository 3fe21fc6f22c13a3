#include "smtp/proxy_header.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

using namespace std::string_literals;

const std::string kSignature = "\r\n\r\n\0\r\nQUIT\n"s;
const std::string kBinaryFour =
    kSignature + "\x21\x11\0\x0c"s + "\xc0\0\x02\x01\xc0\0\x02\x02\x12\x34\0\x19"s;

std::string read(std::string_view octets) {
    const auto header = parse_proxy_header(octets);
    if (!header) return "bad";
    if (!*header) return "more";
    return ((*header)->client ? (*header)->client->str() : "none") + ' ' +
           std::to_string((*header)->size);
}

TEST(ProxyHeader, OfVersion1IsRead) {  // S40
    EXPECT_EQ(read("PROXY TCP4 192.0.2.1 192.0.2.2 56324 25\r\nEHLO"), "192.0.2.1 41");
    EXPECT_EQ(read("PROXY TCP6 2001:db8::1 2001:db8::2 1 25\r\n"), "2001:db8::1 41");
    EXPECT_EQ(read("PROXY UNKNOWN\r\n"), "none 15");
    EXPECT_EQ(read("PROXY UNKNOWN ffff:: ffff:: 1 2\r\n"), "none 33");
}

TEST(ProxyHeader, OfVersion2IsRead) {  // S40
    EXPECT_EQ(read(kBinaryFour + "EHLO"), "192.0.2.1 28");
    EXPECT_EQ(read(kSignature + "\x20\0\0\0"s), "none 16");
    EXPECT_EQ(read(kSignature + "\x21\0\0\0"s), "none 16");
    const std::string six(16, '\x20');
    EXPECT_EQ(read(kSignature + "\x21\x21\0\x25"s + six + six + "\0\1\0\2"s + "\4"s),
              "2020:2020:2020:2020:2020:2020:2020:2020 53");
}

TEST(ProxyHeader, IsRefusedWhenItIsNone) {  // S40
    for (const std::string& octets :
         {"EHLO a\r\n"s, "PROXY TCP4 192.0.2.1 192.0.2.2 56324\r\n"s,
          "PROXY TCP4 2001:db8::1 192.0.2.2 1 25\r\n"s, "PROXY TCP4 a b 1 25\r\n"s,
          "PROXY TCP4 192.0.2.1 192.0.2.2 65536 25\r\n"s, "PROXY SCTP a b 1 25\r\n"s,
          "PROXY "s + std::string(120, 'x'), kSignature + "\x11\x11\0\x0c"s,
          kSignature + "\x22\x11\0\0"s, kSignature + "\x21\x12\0\0"s,
          kSignature + "\x21\x11\0\x04"s + "abcd", kSignature + "\x21\x11\xff\xff"s})
        EXPECT_EQ(read(octets), "bad") << octets;
}

TEST(ProxyHeader, WaitsForTheRestAtEveryOctet) {
    for (const std::string& whole : {"PROXY TCP4 192.0.2.1 192.0.2.2 56324 25\r\n"s, kBinaryFour})
        for (std::size_t size = 0; size < whole.size(); ++size)
            EXPECT_EQ(read(whole.substr(0, size)), "more") << size;
}

}  // namespace
}  // namespace sendpath::smtp
