#include "config/endpoint.hpp"

#include "base/text.hpp"

namespace sendpath::config {
namespace {

constexpr std::uint64_t kLastPort = 65'535;

}  // namespace

Result<Endpoint> parse_endpoint(std::string_view text) {
    text = text::trimmed(text);
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return Error{Errc::bad_syntax, "the port is missing"};
    std::string_view host = text.substr(0, colon);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return Error{Errc::bad_syntax, "an IPv6 address stands in brackets"};

    const Result<model::IpAddress> address = model::IpAddress::parse(host);
    if (!address) return Error{Errc::bad_syntax, "no IP address before the port"};
    const Result<std::uint64_t> port = text::parse_count(text.substr(colon + 1));
    if (!port || *port > kLastPort) return Error{Errc::bad_syntax, "a port is 0 to 65535"};
    return Endpoint{*address, static_cast<std::uint16_t>(*port)};
}

std::string endpoint_text(const Endpoint& endpoint) {
    const std::string host = endpoint.address.str();
    const std::string port = std::to_string(endpoint.port);
    return endpoint.address.is_v4() ? host + ':' + port : '[' + host + "]:" + port;
}

bool is_loopback(const Endpoint& endpoint) {
    if (endpoint.address.is_v4()) return endpoint.address.packed().front() == 127;
    return endpoint.address.str() == "::1";
}

}  // namespace sendpath::config
