#pragma once

#include "config/endpoint.hpp"

#include <chrono>
#include <vector>

namespace sendpath::config {

/// The section [dns].
struct Dns {
    bool enabled = true;              ///< look up the names of sources
    std::vector<Endpoint> servers;    ///< empty: those of the system
    std::uint64_t per_second = 20;    ///< questions
    std::chrono::seconds timeout{2};  ///< of the first try
};

}  // namespace sendpath::config
