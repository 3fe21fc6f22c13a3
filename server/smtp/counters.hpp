#pragma once

#include "smtp/refusal.hpp"

#include <array>
#include <cstdint>

namespace sendpath::smtp {

/// What a sink has seen since it started. Lives on the socket thread.
struct Counters {
    std::int64_t sessions = 0;      ///< conversations begun
    std::int64_t tls_sessions = 0;  ///< of these, handshakes done
    std::int64_t accepted = 0;      ///< mails acknowledged
    std::int64_t accepted_octets = 0;
    std::int64_t bare_line_feeds = 0;  ///< in accepted mails
    std::array<std::int64_t, kRefusals> refused{};

    void count(Refusal why) { ++refused[static_cast<std::size_t>(why)]; }
    [[nodiscard]] std::int64_t of(Refusal why) const {
        return refused[static_cast<std::size_t>(why)];
    }
};

}  // namespace sendpath::smtp
