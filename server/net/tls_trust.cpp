#include "net/tls_trust.hpp"

#include <boost/asio/ip/address.hpp>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <fstream>

namespace sendpath::net {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

/// Where a connection keeps the fingerprint that it looks for; owned by its TlsTrust.
int fingerprint_slot() {
    static const int slot = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return slot;
}

/// The pinned certificate is taken whoever signed it, and nothing else is: 1 goes on, 0 ends it.
int verify_pinned(int /*fine*/, X509_STORE_CTX* check) {
    const auto* connection =
        static_cast<SSL*>(X509_STORE_CTX_get_ex_data(check, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const auto* wanted =
        static_cast<const std::string*>(SSL_get_ex_data(connection, fingerprint_slot()));
    if (X509_STORE_CTX_get_error_depth(check) > 0) return 1;  // the leaf alone is looked at
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const X509* leaf = X509_STORE_CTX_get_current_cert(check);
    const bool same = X509_digest(leaf, EVP_sha256(), digest.data(), &size) == 1 &&
                      *wanted == std::string_view(reinterpret_cast<char*>(digest.data()), size);
    X509_STORE_CTX_set_error(check, same ? X509_V_OK : X509_V_ERR_APPLICATION_VERIFICATION);
    return same ? 1 : 0;
}

bool is_address(const std::string& host) {
    error_code none;
    boost::asio::ip::make_address(host, none);
    return !none;
}

}  // namespace

void TlsTrust::apply(ssl_st* connection) const {
    const bool by_address = is_address(host);
    if (!by_address) SSL_set_tlsext_host_name(connection, host.c_str());
    if (anyone) {
        SSL_set_verify(connection, SSL_VERIFY_NONE, nullptr);
    } else if (!fingerprint.empty()) {
        SSL_set_ex_data(connection, fingerprint_slot(), const_cast<std::string*>(&fingerprint));
        SSL_set_verify(connection, SSL_VERIFY_PEER, verify_pinned);
    } else {
        if (by_address)
            X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host.c_str());
        else
            SSL_set1_host(connection, host.c_str());
        SSL_set_verify(connection, SSL_VERIFY_PEER, nullptr);
    }
}

Result<TlsTrust> load_tls_trust(std::string host, const std::string& ca_file) {
    auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
    SSL_CTX* native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    error_code problem;
    context->set_default_verify_paths(problem);
    if (problem) return Error{Errc::io, "the system's certificate authorities cannot be read"};
    if (!ca_file.empty()) {
        if (!std::ifstream(ca_file).good()) return Error{Errc::io, ca_file + ": cannot be read"};
        context->load_verify_file(ca_file, problem);
        if (problem) return Error{Errc::bad_syntax, ca_file + ": no certificate in PEM"};
    }
    return TlsTrust{.context = std::move(context), .host = std::move(host), .fingerprint = {}};
}

std::string certificate_problem(ssl_st* connection) {
    const long why = SSL_get_verify_result(connection);
    if (why == X509_V_OK) return {};
    if (why == X509_V_ERR_APPLICATION_VERIFICATION)
        return "it is not the one whose fingerprint is pinned";
    return X509_verify_cert_error_string(why);
}

}  // namespace sendpath::net
