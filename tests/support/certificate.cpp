#include "support/certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace sendpath::test {
namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* held) const {
        release(held);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Release<X509_free>>;
using File = std::unique_ptr<std::FILE, Release<std::fclose>>;

using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;

void add_names(X509* certificate, const std::string& names) {
    const Extension extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()));
    if (!extension) throw std::runtime_error("a certificate cannot have these names: " + names);
    X509_add_ext(certificate, extension.get(), -1);
}

X509Ptr self_signed(EVP_PKEY* key, int days, const std::string& names) {
    constexpr long kDay = 86'400;
    X509Ptr certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * kDay);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("mx.example"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    if (!names.empty()) add_names(certificate.get(), names);
    if (X509_sign(certificate.get(), key, EVP_sha256()) == 0)
        throw std::runtime_error("a certificate could not be made");
    return certificate;
}

}  // namespace

Certificate::Certificate(int days, const std::string& names) {
    const Key key(EVP_EC_gen("P-256"));
    const X509Ptr certificate = self_signed(key.get(), days, names);
    const File certificate_file(std::fopen(file().c_str(), "w"));
    PEM_write_X509(certificate_file.get(), certificate.get());
    const File key_file(std::fopen(this->key().c_str(), "w"));
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace sendpath::test
