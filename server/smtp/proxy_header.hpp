#pragma once

#include "model/names.hpp"

#include <optional>

namespace sendpath::smtp {

/// What a proxy tells of the connection it passes on.
struct ProxyHeader {
    std::optional<model::IpAddress> client;  ///< none: the proxy speaks for itself
    std::size_t size = 0;                    ///< octets of the header
};

/// Octets of the largest header that is read.
inline constexpr std::size_t kProxyHeaderMax = 536;

/// Reads a PROXY header, version 1 or 2, from the front of `octets`; nullopt while it is not whole.
/// Errors: bad_syntax.
/// Source: the PROXY protocol, sections 2.1 and 2.2 (haproxy.org).
[[nodiscard]] Result<std::optional<ProxyHeader>> parse_proxy_header(std::string_view octets);

}  // namespace sendpath::smtp
