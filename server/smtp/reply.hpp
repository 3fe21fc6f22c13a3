#pragma once

#include "smtp/refusal.hpp"

#include <optional>
#include <string>

namespace sendpath::smtp {

/// What the session does once a reply is sent.
enum class Next : std::uint8_t {
    command,    ///< read the next one
    message,    ///< read the octets of a message
    handshake,  ///< the TLS handshake
    close,
};

struct Reply {
    std::string text;  ///< with its CRLF
    Next next = Next::command;
    std::optional<Refusal> refusal;
};

}  // namespace sendpath::smtp
