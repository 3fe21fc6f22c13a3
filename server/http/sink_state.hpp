#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sendpath::http {

/// How the SMTP sink is, for people; counts are since the start of the program.
struct SinkState {
    std::vector<std::string> listen;  ///< "smtp://192.0.2.1:25"
    bool accepting = false;
    std::int64_t sessions_open = 0;
    std::int64_t sessions_total = 0;
    std::int64_t tls_sessions = 0;
    std::int64_t accepted = 0;  ///< mails acknowledged
    std::int64_t accepted_octets = 0;
    std::int64_t bare_line_feeds = 0;                           ///< in accepted mails
    std::vector<std::pair<std::string, std::int64_t>> refused;  ///< by reason code, only over 0
    std::string certificate_until;                              ///< RFC 3339; empty: no TLS
};

}  // namespace sendpath::http
