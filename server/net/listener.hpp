#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>

namespace sendpath::net {

/// Where to listen: an IPv4 or IPv6 address, and a port (0: any free one).
struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

/// "127.0.0.1:8080", "[::1]:8080"
[[nodiscard]] std::string text(const Endpoint& endpoint);

/// A port that is open for connections. Lives on the socket thread.
class Listener {
public:
    /// Called for every connection, on the socket thread; must not wait.
    using Taker = std::function<void(boost::asio::ip::tcp::socket)>;

    /// Opens the port, so that a later accept() finds the connections made meanwhile.
    /// Errors: bad_syntax (not an address), io, in words that tell what to do: the port is taken,
    /// the address is not of this machine, a port below 1024 needs a privilege.
    [[nodiscard]] static Result<Listener> open(boost::asio::io_context& io,
                                               const Endpoint& endpoint);

    /// What was asked for, with the port that was given where it was 0.
    [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }

    /// Hands every connection to `take` until close(). When the process has no file descriptor left
    /// it waits a moment for one, as connections end.
    [[nodiscard]] boost::asio::awaitable<void> accept(Taker take);

    void close();

private:
    Listener(boost::asio::ip::tcp::acceptor acceptor, Endpoint endpoint)
        : acceptor_(std::move(acceptor)), endpoint_(std::move(endpoint)) {}

    boost::asio::ip::tcp::acceptor acceptor_;
    Endpoint endpoint_;
};

}  // namespace sendpath::net
