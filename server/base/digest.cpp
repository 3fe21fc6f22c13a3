#include "base/digest.hpp"

#include <openssl/evp.h>
#include <xxhash.h>

#include <algorithm>
#include <memory>
#include <new>

namespace sendpath {
namespace {

/// SHA-256, found once: to look for it costs more than a short text does.
class Sha256 {
public:
    WholeDigest operator()(std::string_view octets) {
        WholeDigest whole{};
        if (!context_ || EVP_DigestInit_ex2(context_.get(), algorithm(), nullptr) != 1 ||
            EVP_DigestUpdate(context_.get(), octets.data(), octets.size()) != 1 ||
            EVP_DigestFinal_ex(context_.get(), whole.data(), nullptr) != 1)
            throw std::bad_alloc();  // the only way to fail
        return whole;
    }

private:
    struct Free {
        void operator()(EVP_MD* it) const noexcept { EVP_MD_free(it); }
        void operator()(EVP_MD_CTX* it) const noexcept { EVP_MD_CTX_free(it); }
    };

    static const EVP_MD* algorithm() {
        static const std::unique_ptr<EVP_MD, Free> found(EVP_MD_fetch(nullptr, "SHA256", nullptr));
        return found.get();
    }

    std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

}  // namespace

WholeDigest whole_digest_of(std::string_view octets) {
    thread_local Sha256 sha256;
    return sha256(octets);
}

Digest digest_of(std::string_view octets) {
    const WholeDigest whole = whole_digest_of(octets);
    Digest digest{};
    std::copy_n(whole.begin(), digest.size(), digest.begin());
    return digest;
}

Digest fingerprint_of(std::string_view octets) {
    XXH128_canonical_t canonical{};
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(octets.data(), octets.size()));
    Digest digest{};
    static_assert(sizeof canonical.digest == sizeof digest);
    std::copy_n(std::begin(canonical.digest), digest.size(), digest.begin());
    return digest;
}

std::string hex(const Digest& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const std::uint8_t octet : digest) {
        out += digits[octet >> 4U];
        out += digits[octet & 15U];
    }
    return out;
}

}  // namespace sendpath
