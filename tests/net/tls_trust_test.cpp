#include "net/tls_trust.hpp"

#include "net/tcp_wire.hpp"
#include "support/certificate.hpp"
#include "support/memory_wire.hpp"

#include <gtest/gtest.h>
#include <boost/asio/detached.hpp>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <fstream>

namespace sendpath::net {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;
using Task = asio::awaitable<void>;

/// SHA-256 of the certificate in a PEM file.
std::string fingerprint_of(const std::string& file) {
    std::FILE* in = std::fopen(file.c_str(), "r");
    X509* certificate = PEM_read_X509(in, nullptr, nullptr, nullptr);
    std::fclose(in);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    X509_free(certificate);
    return {reinterpret_cast<char*>(digest.data()), size};
}

/// Calls a server that shows `certificate`; "" when its handshake is done, else the error.
std::string call(const test::Certificate& certificate, const TlsTrust& trust) {
    asio::io_context io;
    tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
    tcp::socket calling(io);
    calling.connect(acceptor.local_endpoint());
    tcp::socket called(io);
    acceptor.accept(called);
    const TlsIdentity identity = *load_tls_identity(certificate.file(), certificate.key());
    std::string problem;
    auto serve = [&]() -> Task {
        TcpWire wire(std::move(called), [&] { return identity; });
        const Result<std::string> version = co_await wire.start_tls(Wire::Clock::now() + 10s);
        if (version) co_await wire.close(Wire::Clock::now() + 1s);
    };
    auto ask = [&]() -> Task {
        TcpWire wire(std::move(calling), trust);
        const Result<std::string> version = co_await wire.start_tls(Wire::Clock::now() + 10s);
        if (!version) {
            EXPECT_EQ(version.error().code, Errc::bad_syntax);
            problem = version.error().detail;
        }
        co_await wire.close(Wire::Clock::now() + 1s);
    };
    asio::co_spawn(io, serve(), asio::detached);
    asio::co_spawn(io, ask(), asio::detached);
    io.run();
    return problem;
}

class TlsTrustIn : public testing::Test {
protected:
    test::Certificate server;  // in the name of mx.example, signed by itself
    test::Certificate other;

    [[nodiscard]] TlsTrust trust(const std::string& host, const std::string& ca_file) const {
        return *load_tls_trust(host, ca_file);
    }
};

TEST_F(TlsTrustIn, TakesACertificateOfAKnownAuthorityInTheName) {  // I2, H16
    EXPECT_EQ(call(server, trust("mx.example", server.file())), "");
}

TEST_F(TlsTrustIn, RefusesAnotherName) {  // I2
    EXPECT_EQ(call(server, trust("mail.example", server.file())), "certificate: hostname mismatch");
    EXPECT_EQ(call(server, trust("192.0.2.1", server.file())), "certificate: IP address mismatch");
}

TEST_F(TlsTrustIn, RefusesAnAuthorityNobodyKnows) {  // I2
    EXPECT_EQ(call(server, trust("mx.example", "")), "certificate: self-signed certificate");
    EXPECT_EQ(call(server, trust("mx.example", other.file())),
              "certificate: self-signed certificate");
}

TEST_F(TlsTrustIn, TakesThePinnedCertificateAndNoOther) {  // I2, H16
    TlsTrust pinned = trust("mail.example", "");
    pinned.fingerprint = fingerprint_of(server.file());
    EXPECT_EQ(call(server, pinned), "");
    EXPECT_EQ(call(other, pinned), "certificate: it is not the one whose fingerprint is pinned");
    // Not even one that an authority would vouch for.
    TlsTrust both = trust("mx.example", other.file());
    both.fingerprint = pinned.fingerprint;
    EXPECT_EQ(call(other, both), "certificate: it is not the one whose fingerprint is pinned");
}

TEST_F(TlsTrustIn, TakesAnyoneWhenToldTo) {  // I2
    TlsTrust open = trust("mail.example", "");
    open.anyone = true;
    EXPECT_EQ(call(server, open), "");
}

TEST_F(TlsTrustIn, NamesTheFileThatCannotBeRead) {
    EXPECT_EQ(load_tls_trust("a.example", "/none.pem").error().detail, "/none.pem: cannot be read");
    EXPECT_EQ(load_tls_trust("a.example", server.key()).error().detail,
              server.key() + ": no certificate in PEM");
}

}  // namespace
}  // namespace sendpath::net
