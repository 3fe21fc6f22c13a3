#pragma once

#include <cstdint>

namespace sendpath::dns {

/// What was asked since the start of the program.
struct NameCounts {
    std::int64_t looked_up = 0;  ///< sources; the sum of the others
    std::int64_t confirmed = 0;
    std::int64_t unconfirmed = 0;
    std::int64_t none = 0;
    std::int64_t failed = 0;
    bool reachable = true;  ///< false: no server answers, and the next try waits
};

}  // namespace sendpath::dns
