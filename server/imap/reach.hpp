#pragma once

#include "imap/account.hpp"
#include "imap/part.hpp"
#include "net/tcp_wire.hpp"

namespace sendpath::imap {

/// How long it may take to find the server, and again to be connected to it.
inline constexpr std::chrono::seconds kReachMax{30};

/// A connection to a server, as far as an account's settings lead before the greeting.
struct Reached {
    std::unique_ptr<net::Wire> wire;  ///< null after a failure
    std::string tls;                  ///< "TLSv1.3"; empty where STARTTLS is still to come
    std::optional<Failure> failure;
    Part part = Part::look_up;  ///< of `failure`
};

/// Finds the server, connects, and shakes hands where TLS is implicit.
boost::asio::awaitable<Reached> reach(const Account& account, Told told = {});

/// The account's password or token, or why there is none.
struct Proof {
    Credential credential;
    std::optional<Failure> failure;
};

boost::asio::awaitable<Proof> proof_of(const Account& account);

/// Who we are to the server.
[[nodiscard]] Identity identity_of(const Account& account, Credential credential);

}  // namespace sendpath::imap
