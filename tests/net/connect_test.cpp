#include "net/connect.hpp"

#include "support/memory_wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::net {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;
using Task = asio::awaitable<void>;

Wire::Time soon() {
    return Wire::Clock::now() + 10s;
}

/// A port on which nobody listens.
tcp::endpoint closed_port() {
    asio::io_context io;
    const tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
    return acceptor.local_endpoint();
}

TEST(LookUp, GivesAnAddressAsItIs) {
    auto task = []() -> Task {
        const auto found = co_await look_up("127.0.0.1", 993, soon());
        EXPECT_EQ(*found, (std::vector{tcp::endpoint(asio::ip::make_address("127.0.0.1"), 993)}));
        const auto six = co_await look_up("::1", 993, soon());
        EXPECT_EQ(*six, (std::vector{tcp::endpoint(asio::ip::make_address("::1"), 993)}));
    };
    test::run(task());
}

TEST(LookUp, TellsOfANameThatIsNone) {
    auto task = []() -> Task {
        const auto found = co_await look_up("no such host", 993, soon());
        EXPECT_TRUE(found.has_error());
        EXPECT_TRUE(found.error().detail.starts_with("no such host: ")) << found.error().detail;
    };
    test::run(task());
}

TEST(Connect, TriesOneAddressAfterTheOther) {
    asio::io_context io;
    tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
    const std::vector<tcp::endpoint> endpoints{closed_port(), acceptor.local_endpoint()};
    auto task = [&]() -> Task {
        const Result<tcp::socket> socket = co_await connect(endpoints, soon());
        EXPECT_EQ(socket->remote_endpoint(), endpoints[1]);
    };
    test::run(task());
}

TEST(Connect, NamesTheAddressThatTakesNone) {
    const tcp::endpoint closed = closed_port();
    auto task = [&]() -> Task {
        const Result<tcp::socket> socket = co_await connect({closed}, soon());
        EXPECT_EQ(socket.error().code, Errc::io);
        EXPECT_EQ(socket.error().detail,
                  "127.0.0.1:" + std::to_string(closed.port()) + ": Connection refused");
    };
    test::run(task());
}

TEST(Connect, GivesUpWhenTheTimeIsOver) {
    // A listener whose queue is full answers nothing.
    asio::io_context io;
    tcp::acceptor acceptor(io);
    acceptor.open(tcp::v4());
    acceptor.bind({asio::ip::make_address("127.0.0.1"), 0});
    acceptor.listen(1);
    auto task = [&]() -> Task {
        std::vector<tcp::socket> queue;
        const auto endpoint = acceptor.local_endpoint();
        for (;;) {
            Result<tcp::socket> socket = co_await connect({endpoint}, Wire::Clock::now() + 200ms);
            if (!socket) {
                EXPECT_EQ(socket.error().code, Errc::timeout);
                EXPECT_GE(queue.size(), 1U);
                co_return;
            }
            queue.push_back(*std::move(socket));
        }
    };
    test::run(task());
}

}  // namespace
}  // namespace sendpath::net
