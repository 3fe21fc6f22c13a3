#include "net/task_group.hpp"
#include "net/tcp_wire.hpp"
#include "support/certificate.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <array>
#include <thread>

namespace sendpath::net {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;

// ssl::stream is deaf to the gentle kind of cancellation: told to end, the server waited its whole
// grace for each idle conversation under TLS.
TEST(IdleTls, IsEndedAtOnceWithTheServer) {
    asio::io_context io;
    tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
    tcp::socket client(io);
    client.connect(acceptor.local_endpoint());
    tcp::socket server = acceptor.accept();
    const test::Certificate certificate;
    const TlsIdentity identity = *load_tls_identity(certificate.file(), certificate.key());

    TaskGroup group(io.get_executor());
    bool idle = false;
    Result<std::size_t> heard = std::size_t{1};
    auto serve = [&]() -> asio::awaitable<void> {
        TcpWire wire(std::move(server), [&] { return identity; });
        const auto until = wire.now() + 1min;
        const Result<std::string> version = co_await wire.start_tls(until);
        EXPECT_TRUE(version);
        std::array<char, 8> room{};
        co_await TaskGroup::may_end();
        idle = true;
        heard = co_await wire.read_some(room, until);
    };
    group.spawn(serve());
    // The handshake's other side, on a thread of its own since it blocks.
    std::thread peer([&] {
        ssl::context context(ssl::context::tls_client);
        ssl::stream<tcp::socket&> stream(client, context);
        boost::system::error_code ignored;
        stream.handshake(ssl::stream_base::client, ignored);
    });
    while (!idle) io.run_one();
    peer.join();
    const auto begun = Wire::Clock::now();
    asio::co_spawn(io, group.finish(1min), asio::detached);
    io.run();
    EXPECT_EQ(heard.error().code, Errc::io);
    EXPECT_LT(Wire::Clock::now() - begun, 30s);
}

}  // namespace
}  // namespace sendpath::net
