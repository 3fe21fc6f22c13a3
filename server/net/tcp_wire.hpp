#pragma once

#include "net/tls_identity.hpp"
#include "net/wire.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <functional>
#include <optional>

namespace sendpath::net {

/// A wire over TCP. Lives on the socket thread.
class TcpWire final : public Wire {
public:
    /// Gives the identity of the moment, asked when a handshake begins.
    using Identity = std::function<TlsIdentity()>;

    TcpWire(boost::asio::ip::tcp::socket socket, Identity identity);

    [[nodiscard]] Time now() const override { return Clock::now(); }
    boost::asio::awaitable<Result<std::size_t>> read_some(std::span<char> into,
                                                          Time until) override;
    boost::asio::awaitable<Result<void>> write(std::string_view octets, Time until) override;
    boost::asio::awaitable<Result<std::string>> start_tls(Time until) override;
    boost::asio::awaitable<void> pause(std::chrono::milliseconds time) override;
    boost::asio::awaitable<void> close(Time until) override;

private:
    boost::beast::tcp_stream stream_;
    Identity identity_;
    std::shared_ptr<boost::asio::ssl::context> context_;  // outlives tls_
    std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls_;
};

}  // namespace sendpath::net
