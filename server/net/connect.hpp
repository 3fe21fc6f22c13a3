#pragma once

#include "net/wire.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <vector>

namespace sendpath::net {

/// The addresses of `host`, in the order in which the system wants them tried; at least one.
/// Errors: missing_field (there is no such name), io, timeout.
boost::asio::awaitable<Result<std::vector<boost::asio::ip::tcp::endpoint>>> look_up(
    std::string host, std::uint16_t port, Wire::Time until);

/// A connection to the first of `endpoints` that takes one. Each gets a fair share of the time, so
/// that one that answers nothing does not stand before the others.
/// Errors: io, timeout; those of the last one tried, with its address.
boost::asio::awaitable<Result<boost::asio::ip::tcp::socket>> connect(
    std::vector<boost::asio::ip::tcp::endpoint> endpoints, Wire::Time until);

}  // namespace sendpath::net
