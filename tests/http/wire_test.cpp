#include "http/wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

constexpr Seconds kNow{std::chrono::seconds(1'767'312'000)};  // 2026-01-02 00:00:00

Answer answer(unsigned status) {
    Answer made;
    made.status = status;
    made.body = "{}";
    made.fields.push_back({"ETag", "W/\"1\""});
    return made;
}

TEST(HeadOf, IsStatusDateFieldsAndHowLongTheBodyIs) {
    EXPECT_EQ(head_of(answer(200), kNow, true, Framing::length),
              "HTTP/1.1 200 OK\r\nDate: Fri, 02 Jan 2026 00:00:00 GMT\r\nETag: W/\"1\"\r\n"
              "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(head_of(answer(304), kNow + std::chrono::seconds(1), false, Framing::length),
              "HTTP/1.1 304 Not Modified\r\nDate: Fri, 02 Jan 2026 00:00:01 GMT\r\n"
              "ETag: W/\"1\"\r\nConnection: close\r\n\r\n");
}

TEST(HeadOf, TellsChunksAndSaysNothingOfABodyThatEndsWithTheConnection) {
    const std::string chunks = head_of(answer(200), kNow, true, Framing::chunks);
    EXPECT_NE(chunks.find("Transfer-Encoding: chunked\r\n\r\n"), std::string::npos);
    EXPECT_EQ(chunks.find("Content-Length"), std::string::npos);
    const std::string end = head_of(answer(200), kNow, false, Framing::end_of_connection);
    EXPECT_EQ(end.find("Content-Length"), std::string::npos);
    EXPECT_EQ(end.find("Transfer-Encoding"), std::string::npos);
}

TEST(HeadOf, LetsNoValueBeginAFieldOfItsOwn) {
    Answer made = answer(200);
    made.fields.push_back({"Name", std::string("a\r\nSet-Cookie: b\0c", 18)});
    const std::string head = head_of(made, kNow, true, Framing::length);
    EXPECT_NE(head.find("Name: a  Set-Cookie: b c\r\n"), std::string::npos) << head;
}

}  // namespace
}  // namespace sendpath::http
