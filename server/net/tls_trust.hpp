#pragma once

#include "base/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

struct ssl_st;

namespace sendpath::net {

/// Whom we take for the server we call, ready for handshakes. Without more words: whoever has a
/// certificate in the host's name from an authority that the system knows.
struct TlsTrust {
    std::shared_ptr<boost::asio::ssl::context> context;
    std::string host;         ///< a name or an address, told to the server and looked for
    std::string fingerprint;  ///< SHA-256 of the one certificate taken, 32 octets; empty: by name
    bool anyone = false;      ///< any certificate is taken: TLS against listeners alone

    /// Makes `connection` ask for the host and check what it answers.
    void apply(ssl_st* connection) const;
};

/// @param ca_file  authorities in PEM, beside those of the system; empty: none
/// Errors: io (the file cannot be read), bad_syntax (no PEM); the detail names the file.
/// Source: RFC 8314 section 3; RFC 9525.
[[nodiscard]] Result<TlsTrust> load_tls_trust(std::string host, const std::string& ca_file);

/// Why a certificate was not taken, for people; empty when it was, or none came.
[[nodiscard]] std::string certificate_problem(ssl_st* connection);

}  // namespace sendpath::net
