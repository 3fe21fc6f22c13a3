#pragma once

#include "base/result.hpp"

#include <cstdint>

namespace sendpath {

/// What one scrypt costs: about a tenth of a second, and 128 * r * 2^n octets, which is 32 MiB.
/// Source: RFC 7914 section 2; OWASP "Password Storage Cheat Sheet".
struct ScryptCost {
    std::uint64_t log_n = 15;
    std::uint64_t r = 8;
    std::uint64_t p = 1;
};

/// The most a stored password may ask for, so that a damaged store cannot ask for all memory.
inline constexpr ScryptCost kHighestCost{.log_n = 17, .r = 8, .p = 16};

inline constexpr std::size_t kPasswordMin = 12;     ///< octets; NIST SP 800-63B asks for no more
inline constexpr std::size_t kPasswordMax = 1'024;  ///< octets

/// What is stored of a password: cost, a salt of its own and scrypt's outcome, in one text
/// "scrypt$15$8$1$<salt>$<hash>". Slow on purpose: never on the socket thread.
[[nodiscard]] std::string stored_password(std::string_view password, const ScryptCost& cost = {});

/// A text as of a password that nobody has: to compare with it costs the same, and never fits.
[[nodiscard]] std::string decoy_password();

/// Whether `password` is the one that `stored` was made of. Takes as long when it is not.
/// False, too, for a text that stored_password() did not make, or whose cost is over kHighestCost.
[[nodiscard]] bool is_password(std::string_view password, std::string_view stored);

/// Errors: bad_syntax (control characters), too_large, missing_field (shorter than kPasswordMin);
/// the detail is a sentence, without the password.
[[nodiscard]] Result<void> check_new_password(std::string_view password);

}  // namespace sendpath
