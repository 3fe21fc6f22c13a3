#pragma once

#include "base/result.hpp"

namespace sendpath {

/// The ways to write octets as letters.
enum class Base64 : std::uint8_t {
    plain,         ///< RFC 4648 section 4, with padding: what mail and logins are made of
    url,           ///< RFC 4648 section 5: '-' for '+', '_' for '/', and no padding
    mailbox_name,  ///< RFC 3501 section 5.1.3: ',' for '/', and no padding
};

[[nodiscard]] std::string encode_base64(std::string_view octets, Base64 form);

/// Errors: bad_syntax (an octet outside the alphabet, a length that none comes to, bits that stand
/// for nothing and are set).
[[nodiscard]] Result<std::string> decode_base64(std::string_view text, Base64 form);

}  // namespace sendpath
