#pragma once

#include "base/result.hpp"

#include <cstdint>

namespace sendpath {

/// The parts of "https://login.example.com:8443/token?a=b" that a client needs.
struct HttpUrl {
    bool tls = true;
    std::string host;  ///< a name in lower case, or an address, IPv6 without its brackets
    std::uint16_t port = 443;
    std::string target = "/";  ///< path and query

    friend bool operator==(const HttpUrl&, const HttpUrl&) = default;
};

/// Reads an http or https URL. Stricter than the standard, since what comes in is a setting: no
/// user, no fragment, no escapes in the host.
/// Errors: bad_syntax, with what is wrong but not the URL. Source: RFC 3986 section 3.
[[nodiscard]] Result<HttpUrl> parse_http_url(std::string_view text);

/// True for "localhost", 127.0.0.0/8 and ::1: what is sent there stays on this machine.
/// Source: RFC 6761 section 6.3; RFC 1122 section 3.2.1.3; RFC 4291 section 2.5.3.
[[nodiscard]] bool is_loopback_host(std::string_view host);

}  // namespace sendpath
