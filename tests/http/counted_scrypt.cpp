#include "http/counted_scrypt.hpp"

#include <mutex>
#include <utility>

namespace sendpath::test {
namespace {

std::mutex lock;  // passwords are looked at on threads of their own
std::vector<ScryptCall> calls;

}  // namespace

std::vector<ScryptCall> scrypt_calls() {
    const std::lock_guard guard(lock);
    return std::exchange(calls, {});
}

}  // namespace sendpath::test

// The names are the linker's.
extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier)
int __real_EVP_PBE_scrypt(const char* pass, std::size_t passlen, const unsigned char* salt,
                          std::size_t saltlen, std::uint64_t N, std::uint64_t r, std::uint64_t p,
                          std::uint64_t maxmem, unsigned char* key, std::size_t keylen);

int __wrap_EVP_PBE_scrypt(const char* pass, std::size_t passlen, const unsigned char* salt,
                          std::size_t saltlen, std::uint64_t N, std::uint64_t r, std::uint64_t p,
                          std::uint64_t maxmem, unsigned char* key, std::size_t keylen) {
    {
        const std::lock_guard guard(sendpath::test::lock);
        sendpath::test::calls.push_back({passlen, saltlen, N, r, p});
    }
    return __real_EVP_PBE_scrypt(pass, passlen, salt, saltlen, N, r, p, maxmem, key, keylen);
}
// NOLINTEND(bugprone-reserved-identifier)
}
