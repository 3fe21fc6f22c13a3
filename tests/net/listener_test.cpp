#include "net/listener.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

TEST(Endpoint, IsWrittenAsPeopleTypeIt) {
    EXPECT_EQ(text({"127.0.0.1", 8080}), "127.0.0.1:8080");
    EXPECT_EQ(text({"::1", 8080}), "[::1]:8080");
}

TEST(Listener, HandsOutConnectionsUntilItIsClosed) {
    asio::io_context io;
    Result<Listener> listener = Listener::open(io, {"127.0.0.1", 0});
    ASSERT_TRUE(listener);
    ASSERT_NE(listener->endpoint().port, 0);

    int taken = 0;
    auto take = [&](tcp::socket socket) {
        EXPECT_TRUE(socket.is_open());
        if (++taken == 3) listener->close();
    };
    asio::co_spawn(io, listener->accept(take), asio::detached);
    const tcp::endpoint target(asio::ip::make_address("127.0.0.1"), listener->endpoint().port);
    std::vector<tcp::socket> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back(io);
        clients.back().connect(target);
    }
    io.run();
    EXPECT_EQ(taken, 3);
}

TEST(Listener, SaysInWordsThatThePortIsTaken) {
    asio::io_context io;
    Result<Listener> first = Listener::open(io, {"127.0.0.1", 0});
    ASSERT_TRUE(first);
    const Result<Listener> second = Listener::open(io, first->endpoint());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::io);
    EXPECT_EQ(second.error().detail,
              text(first->endpoint()) +
                  ": the port is taken by another program; stop it or choose another");
}

TEST(Listener, RefusesWhatIsNoAddressOfThisMachine) {
    asio::io_context io;
    EXPECT_EQ(Listener::open(io, {"localhost", 0}).error().code, Errc::bad_syntax);
    const Result<Listener> elsewhere = Listener::open(io, {"192.0.2.1", 0});
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().detail, "192.0.2.1:0: this machine does not have the address");
}

}  // namespace
}  // namespace sendpath::net
