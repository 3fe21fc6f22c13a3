#include "base/password.hpp"

#include "base/base64.hpp"
#include "base/secret_text.hpp"
#include "base/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <new>

namespace sendpath {
namespace {

constexpr std::string_view kMethod = "scrypt";

std::string scrypt(std::string_view password, std::string_view salt, const ScryptCost& cost) {
    // What the algorithm asks for, and a little for the library's own.
    const std::uint64_t memory = 128 * cost.r * ((1ULL << cost.log_n) + cost.p + 2) + (1U << 20U);
    std::string hash(32, '\0');
    if (EVP_PBE_scrypt(password.data(), password.size(),
                       reinterpret_cast<const unsigned char*>(salt.data()), salt.size(),
                       1ULL << cost.log_n, cost.r, cost.p, memory,
                       reinterpret_cast<unsigned char*>(hash.data()), hash.size()) != 1)
        throw std::bad_alloc();  // the only way to fail at a sound cost
    return encode_base64(hash, Base64::url);
}

std::string put_together(const ScryptCost& cost, std::string_view salt, std::string_view hash) {
    std::string stored(kMethod);
    for (const std::uint64_t number : {cost.log_n, cost.r, cost.p})
        stored.append("$").append(std::to_string(number));
    return stored.append("$").append(salt).append("$").append(hash);
}

/// Takes the part before the next '$' off `rest`.
std::string_view next_part(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('$'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// A number of 1 to `most`; 0 for anything else.
std::uint64_t bounded(std::string_view text, std::uint64_t most) {
    const Result<std::uint64_t> number = text::parse_count(text);
    return number && *number <= most ? *number : 0;
}

}  // namespace

std::string stored_password(std::string_view password, const ScryptCost& cost) {
    const std::string salt = random_secret();
    return put_together(cost, salt, scrypt(password, salt, cost));
}

std::string decoy_password() {
    return put_together({}, random_secret(), random_secret());
}

bool is_password(std::string_view password, std::string_view stored) {
    if (next_part(stored) != kMethod) return false;
    ScryptCost cost;
    cost.log_n = bounded(next_part(stored), kHighestCost.log_n);
    cost.r = bounded(next_part(stored), kHighestCost.r);
    cost.p = bounded(next_part(stored), kHighestCost.p);
    if (cost.log_n == 0 || cost.r == 0 || cost.p == 0) return false;
    const std::string_view salt = next_part(stored);
    return are_equal_secrets(scrypt(password, salt, cost), stored);
}

Result<void> check_new_password(std::string_view password) {
    if (password.size() < kPasswordMin)
        return Error{Errc::missing_field, "a password has at least " +
                                              std::to_string(kPasswordMin) +
                                              " characters; a few words in a row are a good one"};
    if (password.size() > kPasswordMax)
        return Error{Errc::too_large,
                     "a password has at most " + std::to_string(kPasswordMax) + " octets"};
    const bool sound = std::ranges::none_of(
        password, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (!sound) return Error{Errc::bad_syntax, "a control character stands in the password"};
    return {};
}

}  // namespace sendpath
