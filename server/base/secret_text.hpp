#pragma once

#include <string>
#include <string_view>

namespace sendpath {

/// 32 octets that nobody can guess, in base64url: 43 characters that need no escaping anywhere.
[[nodiscard]] std::string random_secret();

/// Whether two secrets are the same, in a time that tells nothing but their lengths.
[[nodiscard]] bool are_equal_secrets(std::string_view a, std::string_view b);

}  // namespace sendpath
