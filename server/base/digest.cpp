#include "base/digest.hpp"

#include <openssl/sha.h>
#include <xxhash.h>

#include <algorithm>

namespace sendpath {

Digest digest_of(std::string_view octets) {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> whole{};
    SHA256(reinterpret_cast<const unsigned char*>(octets.data()), octets.size(), whole.data());
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
