#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sendpath::test {

/// One password that went through scrypt, with all that its time depends on.
struct ScryptCall {
    std::size_t password = 0;  ///< octets
    std::size_t salt = 0;      ///< octets
    std::uint64_t n = 0;
    std::uint64_t r = 0;
    std::uint64_t p = 0;

    friend bool operator==(const ScryptCall&, const ScryptCall&) = default;
};

/// What went through the library's scrypt since the last call, oldest first: the linker puts a
/// counter before it (CMakeLists.txt). So the work of a login is counted where a clock would flake.
[[nodiscard]] std::vector<ScryptCall> scrypt_calls();

}  // namespace sendpath::test
