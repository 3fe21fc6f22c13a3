#pragma once

#include "model/network.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sendpath::http {

/// Who may ask at all.
struct Access {
    /// Only this machine can connect: without any account all is open. Else an account is needed.
    bool loopback_only = true;
    std::vector<std::string> hosts;            ///< see HostList
    std::vector<model::IpNetwork> proxy_from;  ///< whose X-Forwarded-For is believed
    /// Of an address, and of a token, below /api; 0: no limit. An open trial has none.
    std::uint64_t requests_per_minute = 0;
};

}  // namespace sendpath::http
