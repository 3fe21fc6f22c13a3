#include "net/tls_identity.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <fstream>

namespace sendpath::net {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

/// OpenSSL's own words for a missing file tell of its innards.
Result<void> readable(const std::string& file) {
    std::ifstream in(file);
    if (in.good() && in.peek() != std::ifstream::traits_type::eof()) return {};
    return Error{Errc::io, file + ": cannot be read"};
}

/// The end of the certificate's validity. Source: RFC 5280 section 4.1.2.5.
Seconds end_of(SSL_CTX* context) {
    const X509* certificate = SSL_CTX_get0_certificate(context);
    std::tm time{};
    if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) != 1)
        return {};
    return seconds(timegm(&time));
}

void harden(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);  // idle conversations stay small
}

}  // namespace

Result<TlsIdentity> load_tls_identity(const std::string& certificate_file,
                                      const std::string& key_file) {
    for (const std::string& file : {certificate_file, key_file})
        if (const Result<void> there = readable(file); !there) return there.error();

    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    harden(context->native_handle());
    error_code problem;
    context->use_certificate_chain_file(certificate_file, problem);
    if (problem) return Error{Errc::bad_syntax, certificate_file + ": no certificate in PEM"};
    context->use_private_key_file(key_file, ssl::context::pem, problem);
    if (problem) {
        const bool other = ERR_GET_REASON(static_cast<unsigned long>(problem.value())) ==
                           X509_R_KEY_VALUES_MISMATCH;
        return Error{Errc::bad_syntax, key_file + (other ? ": the key of another certificate"
                                                         : ": no private key in PEM")};
    }
    return TlsIdentity{.context = context, .valid_until = end_of(context->native_handle())};
}

}  // namespace sendpath::net
