#pragma once

#include "model/network.hpp"

#include <string>
#include <vector>

namespace sendpath::http {

/// Who asked: the peer itself, or what proxies of ours say about whom they ask for. A field that
/// strangers wrote is believed no further than the last of `proxies` that added to it.
/// @param forwarded_for  X-Forwarded-For, all of them joined by commas
[[nodiscard]] model::IpAddress client_address(const model::IpAddress& peer,
                                              std::string_view forwarded_for,
                                              const std::vector<model::IpNetwork>& proxies);

/// What limits count by: an IPv4 address, or the /64 of an IPv6 one, which one customer has.
[[nodiscard]] std::string address_key(const model::IpAddress& address);

}  // namespace sendpath::http
