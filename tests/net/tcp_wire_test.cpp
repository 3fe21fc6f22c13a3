#include "net/tcp_wire.hpp"

#include "support/certificate.hpp"
#include "support/memory_wire.hpp"

#include <gtest/gtest.h>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <fstream>

namespace sendpath::net {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

/// Two ends of one connection on this machine; play() runs a server and a client over it.
class TcpPair : public testing::Test {
protected:
    using Task = asio::awaitable<void>;

    void SetUp() override {
        tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
        client.connect(acceptor.local_endpoint());
        acceptor.accept(server);
    }

    void play(Task one, Task other) {
        for (Task* each : {&one, &other})
            asio::co_spawn(io, std::move(*each), [](const std::exception_ptr& thrown) {
                if (thrown) std::rethrow_exception(thrown);
            });
        io.run();
    }

    /// The client's side of a handshake; true when it is done.
    asio::awaitable<bool> shake_hands(ssl::stream<tcp::socket&>& stream) {
        error_code problem;
        auto token = asio::redirect_error(asio::use_awaitable, problem);
        co_await stream.async_handshake(ssl::stream_base::client, token);
        co_return !problem;
    }

    asio::io_context io;
    tcp::socket client{io};
    tcp::socket server{io};
    test::Certificate certificate;
    TlsIdentity identity = *load_tls_identity(certificate.file(), certificate.key());
};

Wire::Time soon() {
    return Wire::Clock::now() + 10s;
}

TEST_F(TcpPair, CarriesOctetsBothWays) {
    std::string heard;
    auto serve = [&]() -> Task {
        TcpWire wire(std::move(server), TcpWire::Identity());
        std::array<char, 64> room{};
        const Result<std::size_t> size = co_await wire.read_some(room, soon());
        const std::string_view text(room.data(), *size);
        const Result<void> sent = co_await wire.write(text, soon());
        EXPECT_TRUE(sent);
        co_await wire.close(soon());
    };
    auto ask = [&]() -> Task {
        co_await asio::async_write(client, asio::buffer("ping", 4), asio::use_awaitable);
        error_code end;
        auto token = asio::redirect_error(asio::use_awaitable, end);
        co_await asio::async_read(client, asio::dynamic_buffer(heard), token);
        EXPECT_EQ(end, asio::error::eof);
        client.close();
    };
    play(serve(), ask());
    EXPECT_EQ(heard, "ping");
}

TEST_F(TcpPair, ShakesHandsByTls13AndGivesNoTickets) {  // S32
    auto serve = [&]() -> Task {
        TcpWire wire(std::move(server), [&] { return identity; });
        const Result<std::string> version = co_await wire.start_tls(soon());
        EXPECT_EQ(*version, "TLSv1.3");
        const Result<void> sent = co_await wire.write("hello", soon());
        EXPECT_TRUE(sent);
        co_await wire.close(soon());
    };
    auto ask = [&]() -> Task {
        ssl::context context(ssl::context::tls_client);
        ssl::stream<tcp::socket&> stream(client, context);
        const bool done = co_await shake_hands(stream);
        EXPECT_TRUE(done);
        std::array<char, 5> heard{};
        co_await asio::async_read(stream, asio::buffer(heard), asio::use_awaitable);
        EXPECT_EQ(std::string_view(heard.data(), 5), "hello");
        EXPECT_EQ(SSL_SESSION_is_resumable(SSL_get_session(stream.native_handle())), 0);
        EXPECT_EQ(SSL_get_current_compression(stream.native_handle()), nullptr);
        client.close();
    };
    play(serve(), ask());
}

TEST_F(TcpPair, RefusesTlsBefore12) {  // S32
    auto serve = [&]() -> Task {
        TcpWire wire(std::move(server), [&] { return identity; });
        const Result<std::string> version = co_await wire.start_tls(soon());
        EXPECT_FALSE(version);
    };
    auto ask = [&]() -> Task {
        ssl::context context(ssl::context::tls_client);
        SSL_CTX_set_security_level(context.native_handle(), 0);
        SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_1_VERSION);
        ssl::stream<tcp::socket&> stream(client, context);
        const bool done = co_await shake_hands(stream);
        EXPECT_FALSE(done);
    };
    play(serve(), ask());
}

TEST_F(TcpPair, FailsAHandshakeThatBeginsInClear) {  // S29
    std::string heard;
    auto serve = [&]() -> Task {
        TcpWire wire(std::move(server), [&] { return identity; });
        const Result<std::string> version = co_await wire.start_tls(soon());
        EXPECT_FALSE(version);
    };
    auto ask = [&]() -> Task {
        co_await asio::async_write(client, asio::buffer("NOOP\r\n", 6), asio::use_awaitable);
        error_code end;
        auto token = asio::redirect_error(asio::use_awaitable, end);
        co_await asio::async_read(client, asio::dynamic_buffer(heard), token);
    };
    play(serve(), ask());
    EXPECT_EQ(heard.find("250"), std::string::npos);
}

class TlsIdentityFiles : public testing::Test {
protected:
    test::Certificate ours;
    test::Certificate others;
};

TEST_F(TlsIdentityFiles, AreReadWithTheEndOfTheirValidity) {
    const Result<TlsIdentity> identity = load_tls_identity(ours.file(), ours.key());
    ASSERT_TRUE(identity);
    EXPECT_NE(identity->context, nullptr);
    const test::Certificate later(60);
    const auto longer = load_tls_identity(later.file(), later.key());
    EXPECT_NEAR(static_cast<double>(count(longer->valid_until) - count(identity->valid_until)),
                30.0 * 86'400, 60);
}

TEST_F(TlsIdentityFiles, AreRefusedByName) {
    const auto words = [](const std::string& certificate, const std::string& key) {
        return load_tls_identity(certificate, key).error().detail;
    };
    EXPECT_EQ(words("/none.pem", ours.key()), "/none.pem: cannot be read");
    EXPECT_EQ(words(ours.file(), "/none.pem"), "/none.pem: cannot be read");
    EXPECT_EQ(words(ours.key(), ours.key()), ours.key() + ": no certificate in PEM");
    EXPECT_EQ(words(ours.file(), ours.file()), ours.file() + ": no private key in PEM");
    EXPECT_EQ(words(ours.file(), others.key()), others.key() + ": the key of another certificate");
}

}  // namespace
}  // namespace sendpath::net
