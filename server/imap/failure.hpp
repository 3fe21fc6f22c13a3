#pragma once

#include "imap/response.hpp"

#include <chrono>

namespace sendpath::imap {

/// Why a connection is given up, as fine as what to do about it: when to come back, and what to
/// tell the operator.
enum class Trouble : std::uint8_t {
    no_start_tls,      ///< not offered, refused, or stripped on the way: nothing secret was sent
    preauth_in_clear,  ///< a login that is none of ours, before TLS
    login_disabled,    ///< the server takes no password on this connection
    no_way_to_log_in,  ///< none of the server's ways is one of ours
    login_refused,     ///< wrong or expired; asked too often, providers lock
    unavailable,       ///< for now; the server may say for how long
    said_bye,
    folder_missing,
    folder_refused,  ///< no permission, mostly
    not_understood,  ///< an answer outside the protocol, or beyond our limits
    not_connected,   ///< logged in, and yet without a mailbox: Exchange's word for no permission
    secret_missing,  ///< there is no password or token to log in with
    token_refused,   ///< the token's issuer gives none
    name_not_found,
    cannot_connect,
    tls_failed,
    certificate_refused,
    connection_lost,
    timed_out,
    store_failed,  ///< ours: what came could not be kept
};

/// The word for logs and the API, "login_refused".
[[nodiscard]] std::string_view name(Trouble trouble);

struct Failure {
    Trouble trouble = Trouble::not_understood;
    std::string detail;  ///< for people, with the server's own words in it
    std::optional<std::chrono::milliseconds> back_off;  ///< that the server asked for

    friend bool operator==(const Failure&, const Failure&) = default;
};

/// What an operator can do about it, in a sentence.
[[nodiscard]] std::string_view what_to_do(Trouble trouble);

/// What a refusal means: `otherwise`, unless the server says that it is only for now.
[[nodiscard]] Failure failure_of(const Status& status, Trouble otherwise, std::string_view what);

}  // namespace sendpath::imap
