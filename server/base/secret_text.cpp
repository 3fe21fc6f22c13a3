#include "base/secret_text.hpp"

#include "base/base64.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace sendpath {

std::string random_secret() {
    std::string octets(32, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(octets.data()),
                   static_cast<int>(octets.size())) != 1)
        throw std::runtime_error("the system gives no random octets");
    return encode_base64(octets, Base64::url);
}

bool are_equal_secrets(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace sendpath
