#pragma once

#include <cstdint>
#include <string_view>

namespace sendpath::smtp {

/// Why a connection, a command or a message was refused. Each is a counter of the API and has its
/// reply on the wire.
enum class Refusal : std::uint8_t {
    unknown_recipient,     ///< 550 5.1.1
    relay_denied,          ///< 550 5.7.1
    too_many_recipients,   ///< 452 4.5.3
    too_large,             ///< 552 5.3.4
    bare_line_end,         ///< 550 5.6.0
    too_many_received,     ///< 554 5.4.6
    storage_full,          ///< 452 4.3.1
    memory_full,           ///< 452 4.3.1
    storage_error,         ///< 451 4.3.0
    too_many_sessions,     ///< 421 4.3.2
    too_many_per_address,  ///< 421 4.7.0
    too_fast,              ///< 421 4.7.0
    too_many_errors,       ///< 421 4.7.0
    pipelining,            ///< 554 5.5.0
    not_smtp,              ///< 502 5.7.0, or 500 5.5.2 for a first command nobody knows
    timeout,               ///< 421 4.4.2
    tls_required,          ///< 530 5.7.0
    tls_failed,            ///< no reply: nobody could read it
    bad_proxy_header,      ///< no reply: the peer is no proxy of ours
    early_talker,          ///< 554 5.5.0
    bad_command,           ///< 500, 501, 502, 503, 553, 555
    shutting_down,         ///< 421 4.3.2
};

inline constexpr std::size_t kRefusals = static_cast<std::size_t>(Refusal::shutting_down) + 1;

/// The code of the API, "unknown_recipient".
[[nodiscard]] std::string_view name(Refusal refusal);

}  // namespace sendpath::smtp
