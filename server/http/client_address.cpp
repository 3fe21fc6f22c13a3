#include "http/client_address.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

/// "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]:4711"
Result<model::IpAddress> address_of(std::string_view text) {
    text = text::trimmed(text);
    if (text.starts_with('[')) return model::IpAddress::parse(text.substr(1, text.find(']') - 1));
    if (std::ranges::count(text, ':') == 1) text = text.substr(0, text.find(':'));
    return model::IpAddress::parse(text);
}

bool is_proxy(const model::IpAddress& address, const std::vector<model::IpNetwork>& proxies) {
    return std::ranges::any_of(
        proxies, [&](const model::IpNetwork& network) { return network.contains(address); });
}

}  // namespace

model::IpAddress client_address(const model::IpAddress& peer, std::string_view forwarded_for,
                                const std::vector<model::IpNetwork>& proxies) {
    model::IpAddress client = peer;
    while (!forwarded_for.empty() && is_proxy(client, proxies)) {
        const std::size_t comma = forwarded_for.rfind(',');
        const bool last = comma == std::string_view::npos;
        const auto before = address_of(last ? forwarded_for : forwarded_for.substr(comma + 1));
        if (!before) break;
        client = *before;
        forwarded_for = forwarded_for.substr(0, last ? 0 : comma);
    }
    return client;
}

std::string address_key(const model::IpAddress& address) {
    return std::string(address.packed().substr(0, address.is_v4() ? 4 : 8));
}

}  // namespace sendpath::http
