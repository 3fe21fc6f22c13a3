#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <string>

namespace sendpath::app {

/// Where a program on this machine finds what listens there: "any address" is no address.
/// @param address  an IPv4 or IPv6 address
[[nodiscard]] inline boost::asio::ip::tcp::endpoint own_port(const std::string& address,
                                                             std::uint16_t port) {
    namespace ip = boost::asio::ip;
    const ip::address given = ip::make_address(address);
    if (!given.is_unspecified()) return {given, port};
    if (given.is_v4()) return {ip::address_v4::loopback(), port};
    return {ip::address_v6::loopback(), port};
}

}  // namespace sendpath::app
