#pragma once

#include "model/names.hpp"

namespace sendpath::config {

/// An address and a port to listen on.
struct Endpoint {
    model::IpAddress address;
    std::uint16_t port = 0;  ///< 0: any free one

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Reads "127.0.0.1:8080" or "[::1]:8080". Names are not looked up: which of its addresses a name
/// gives may change between two starts. Errors: bad_syntax.
[[nodiscard]] Result<Endpoint> parse_endpoint(std::string_view text);

/// "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string endpoint_text(const Endpoint& endpoint);

/// True when only this machine can reach it. Source: RFC 1122 section 3.2.1.3 (127/8), RFC 4291
/// section 2.5.3 (::1).
[[nodiscard]] bool is_loopback(const Endpoint& endpoint);

}  // namespace sendpath::config
