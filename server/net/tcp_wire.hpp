#pragma once

#include "net/tls_identity.hpp"
#include "net/tls_trust.hpp"
#include "net/wire.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <optional>
#include <variant>

namespace sendpath::net {

/// A wire over TCP. Lives on the socket thread.
class TcpWire final : public Wire {
public:
    /// Gives the identity of the moment, asked when a handshake begins.
    using Identity = std::function<TlsIdentity()>;

    /// The wire of one who was called.
    TcpWire(boost::asio::ip::tcp::socket socket, Identity identity);
    /// The wire of one who has called.
    TcpWire(boost::asio::ip::tcp::socket socket, TlsTrust trust);
    ~TcpWire() override;
    TcpWire(const TcpWire&) = delete;
    TcpWire& operator=(const TcpWire&) = delete;

    [[nodiscard]] Time now() const override { return Clock::now(); }
    boost::asio::awaitable<Result<std::size_t>> read_some(std::span<char> into,
                                                          Time until) override;
    boost::asio::awaitable<Result<void>> write(std::string_view octets, Time until) override;
    boost::asio::awaitable<Result<std::string>> start_tls(Time until) override;
    void hurry() override;
    boost::asio::awaitable<void> pause(std::chrono::milliseconds time) override;
    boost::asio::awaitable<void> close(Time until) override;

private:
    class Deadline;
    struct Watched;

    [[nodiscard]] Error failure(const boost::system::error_code& problem) const;

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    std::shared_ptr<Watched> watched_;  // shared with the timer, which may ring after our end
    std::variant<Identity, TlsTrust> side_;
    std::shared_ptr<boost::asio::ssl::context> context_;  // outlives tls_
    std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
};

}  // namespace sendpath::net
