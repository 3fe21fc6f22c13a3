#include "base/secret_text.hpp"

#include "base/base64url.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace sendpath {

std::string random_secret() {
    std::array<std::uint8_t, 32> octets{};
    if (RAND_bytes(octets.data(), octets.size()) != 1)
        throw std::runtime_error("the system gives no random octets");
    return base64url(octets);
}

bool are_equal_secrets(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace sendpath
