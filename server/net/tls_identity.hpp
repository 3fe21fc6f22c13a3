#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace sendpath::net {

/// A server's certificate and key, ready for handshakes. Shared: a conversation keeps the one it
/// began with, when a new one is loaded meanwhile.
struct TlsIdentity {
    std::shared_ptr<boost::asio::ssl::context> context;
    Seconds valid_until{};  ///< of the certificate
};

/// Reads a certificate chain and its key from PEM files. TLS 1.2 and 1.3 alone, no compression, no
/// renegotiation, no session tickets (some large senders break on them).
///
/// Errors: io (a file cannot be read), bad_syntax (no PEM, or a key of another certificate); the
/// detail names the file.
/// Source: RFC 8996; RFC 9325 section 3.
[[nodiscard]] Result<TlsIdentity> load_tls_identity(const std::string& certificate_file,
                                                    const std::string& key_file);

}  // namespace sendpath::net
