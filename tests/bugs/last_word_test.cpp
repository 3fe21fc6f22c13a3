#include "net/tcp_wire.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>

#include <array>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// A wait that came to its end closed the socket: a silent client never heard its 421.
TEST(LastWord, IsHeardAfterAWaitThatWasGivenUp) {
    asio::io_context io;
    tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
    tcp::socket client(io);
    client.connect(acceptor.local_endpoint());
    tcp::socket server = acceptor.accept();

    auto serve = [&]() -> asio::awaitable<void> {
        TcpWire wire(std::move(server), TcpWire::Identity());
        std::array<char, 8> room{};
        const auto at_once = wire.now();
        const Result<std::size_t> size = co_await wire.read_some(room, at_once);
        EXPECT_EQ(size.error().code, Errc::timeout);
        const auto later = wire.now() + std::chrono::seconds(10);
        const Result<void> sent = co_await wire.write("421", later);
        EXPECT_TRUE(sent);
    };
    asio::co_spawn(io, serve(), asio::detached);
    io.run();
    std::array<char, 3> heard{};
    boost::system::error_code problem;
    EXPECT_EQ(asio::read(client, asio::buffer(heard), problem), 3U);
    EXPECT_EQ(std::string_view(heard.data(), 3), "421");
}

}  // namespace
}  // namespace sendpath::net
