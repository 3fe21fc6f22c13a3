#include "net/line_stream.hpp"

#include "support/memory_wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::net {
namespace {

using namespace std::chrono_literals;
using test::MemoryWire;

/// Reads lines until one cannot be had: "a|b|! the peer hung up".
std::string lines(std::deque<MemoryWire::Piece> script, std::size_t limit = 20,
                  bool peer_stays = false) {
    MemoryWire wire(std::move(script));
    wire.peer_stays = peer_stays;
    std::string out;
    auto read = [&]() -> boost::asio::awaitable<void> {
        LineStream stream(wire);
        for (;;) {
            const Result<std::string> line = co_await stream.read_line(limit, wire.now() + 10s);
            out += line ? *line + '|' : "! " + line.error().detail + '|';
            if (!line && line.error().code != Errc::too_large) co_return;
        }
    };
    test::run(read());
    return out;
}

TEST(LineStream, GivesOneLineAtATimeHoweverTheyCome) {
    EXPECT_EQ(lines({{"a\r\nbc\r\n\r\n"}}), "a|bc||! the peer hung up|");
    EXPECT_EQ(lines({{"a"}, {"\r"}, {"\n"}, {"b\r\n"}}), "a|b|! the peer hung up|");
}

TEST(LineStream, TakesALoneLineFeedOrReturnForText) {
    EXPECT_EQ(lines({{"a\nb\rc\r\n"}}), "a\nb\rc|! the peer hung up|");
}

TEST(LineStream, SkipsALineOverTheLimitAndGoesOn) {
    EXPECT_EQ(lines({{std::string(18, 'x') + "\r\nb\r\n"}}),
              std::string(18, 'x') + "|b|! the peer hung up|");
    EXPECT_EQ(lines({{std::string(19, 'x') + "\r\nb\r\n"}}),
              "! line too long|b|! the peer hung up|");
    EXPECT_EQ(lines({{std::string(50, 'x')}, {std::string(5'000, 'y')}, {"\nb\r\n"}}),
              "! line too long|b|! the peer hung up|");
}

TEST(LineStream, TellsSilenceFromAnEnd) {
    EXPECT_EQ(lines({{"a\r\nhalf"}}, 20, true), "a|! nothing came in time|");
}

TEST(LineStream, HandsOutWhatIsNoLine) {
    MemoryWire wire({{"abc\r\ndef"}});
    auto read = [&]() -> boost::asio::awaitable<void> {
        LineStream stream(wire);
        const Result<void> received = co_await stream.receive(100, wire.now() + 1s);
        EXPECT_TRUE(received);
        EXPECT_TRUE(stream.has_line());
        stream.take(2);
        EXPECT_EQ(stream.pending(), "c\r\ndef");
        stream.take(3);
        EXPECT_FALSE(stream.has_line());
        const Result<void> end = co_await stream.receive(100, wire.now() + 1s);
        EXPECT_FALSE(end);
        EXPECT_EQ(stream.pending(), "def");
    };
    test::run(read());
}

}  // namespace
}  // namespace sendpath::net
