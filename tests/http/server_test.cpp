#include "http/server.hpp"

#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

class HttpServer : public testing::Test {
protected:
    void open(Limits limits = {}) {
        Server::Settings settings;
        settings.listen = {{"127.0.0.1", 0}};
        settings.run = "run";
        settings.limits = limits;
        Result<std::unique_ptr<Server>> opened =
            Server::open(io, store.services(), std::move(settings));
        server = std::move(opened.value());
        server->start();
    }

    tcp::socket connect() {
        tcp::socket client(io);
        client.connect({asio::ip::make_address("127.0.0.1"), server->endpoints().front().port});
        return client;
    }

    /// Sends `script`, and the reply up to the end of the connection.
    asio::awaitable<std::string> talk(tcp::socket client, std::string script) {
        boost::system::error_code broken;
        auto token = asio::redirect_error(asio::use_awaitable, broken);
        co_await asio::async_write(client, asio::buffer(script), token);
        std::string reply;
        broken.clear();
        co_await asio::async_read(client, asio::dynamic_buffer(reply), token);
        co_return reply;
    }

    /// Talks, then ends the server.
    std::string exchange(std::string script) {
        std::string reply;
        auto both = [&]() -> asio::awaitable<void> {
            reply = co_await talk(connect(), std::move(script));
            co_await server->finish(1h);
        };
        asio::co_spawn(io, both, asio::detached);
        io.run();
        return reply;
    }

    test::SampleStore store;
    asio::io_context io;
    std::unique_ptr<Server> server;
};

constexpr std::string_view kClosing =
    "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

TEST_F(HttpServer, AnswersOverARealSocket) {
    open();
    EXPECT_TRUE(exchange(std::string(kClosing)).ends_with("\r\n\r\nok"));
}

TEST_F(HttpServer, ClosesAnIdleConnectionWithoutAWord) {
    open({.idle = 20ms});
    EXPECT_EQ(exchange(""), "");
}

TEST_F(HttpServer, ClosesAConnectionWhoseHeadComesTooSlowly) {
    open({.head = 20ms});
    EXPECT_EQ(exchange("GET /healthz HT"), "");
}

TEST_F(HttpServer, ClosesAConnectionWhoseBodyStops) {
    open({.pause = 20ms});
    const std::string script =
        "POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc";
    EXPECT_EQ(exchange(script), "");
}

TEST_F(HttpServer, TellsAClientWhoseBodyTakesTooLongAltogether) {
    open({.whole_body = -1ms});
    const std::string script =
        "POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc";
    EXPECT_TRUE(exchange(script).starts_with("HTTP/1.1 408 "));
}

TEST_F(HttpServer, TakesNoMoreConnectionsThanItMay) {
    open({.connections = 1});
    std::string second;
    auto play = [&]() -> asio::awaitable<void> {
        tcp::socket first = connect();
        // A first answer shows that the first connection was taken.
        std::string request = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
        boost::system::error_code broken;
        auto token = asio::redirect_error(asio::use_awaitable, broken);
        co_await asio::async_write(first, asio::buffer(request), token);
        std::string reply;
        co_await asio::async_read_until(first, asio::dynamic_buffer(reply), "ok", token);
        second = co_await talk(connect(), std::string(kClosing));
        co_await server->finish(1h);
    };
    asio::co_spawn(io, play, asio::detached);
    io.run();
    EXPECT_EQ(second, "");
}

TEST_F(HttpServer, EndsIdleConnectionsAtOnceWhenItFinishes) {
    open();
    auto play = [&]() -> asio::awaitable<void> {
        tcp::socket idle = connect();
        co_await server->finish(1h);
        std::string reply;
        boost::system::error_code broken;
        auto token = asio::redirect_error(asio::use_awaitable, broken);
        co_await asio::async_read(idle, asio::dynamic_buffer(reply), token);
        EXPECT_EQ(reply, "");
    };
    asio::co_spawn(io, play, asio::detached);
    io.run();
}

TEST_F(HttpServer, SaysThatAPortIsTaken) {
    open();
    Server::Settings settings;
    settings.listen = server->endpoints();
    const auto second = Server::open(io, store.services(), std::move(settings));
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().detail.find("taken"), std::string::npos);
    EXPECT_NE(exchange(std::string(kClosing)), "");
}

}  // namespace
}  // namespace sendpath::http
