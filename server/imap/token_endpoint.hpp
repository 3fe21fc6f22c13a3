#pragma once

#include "imap/http_post.hpp"

#include <chrono>

namespace sendpath::imap {

/// One question to a token endpoint.
struct TokenRequest {
    std::string client_id;
    std::string client_secret;  ///< empty: the client has none
    std::string refresh_token;  ///< empty: by client credentials
    std::string scope;          ///< empty: not asked for
};

/// The body of the request. The secret stands in it, since both Google and Microsoft want it there.
/// Source: RFC 6749 sections 2.3.1, 4.4.2 and 6.
[[nodiscard]] std::string form_of(const TokenRequest& request);

struct GivenToken {
    std::string token;
    std::chrono::seconds lifetime{0};  ///< 0: not told
    std::string refresh_token;         ///< empty: the one in use stays
};

/// The longest that a token is believed to last, whatever its giver says.
inline constexpr std::chrono::hours kLifetimeMax{24};

/// Reads the answer to `request`. Lenient: a lifetime may be a text, fields in excess are passed
/// over. Errors: bad_syntax (refused: the detail has the provider's reason and what to do), io
/// (trouble of the provider, or no token in the answer: asking again may help). Where the provider
/// repeats a secret of the request, the detail does not.
/// Source: RFC 6749 sections 5.1 and 5.2.
[[nodiscard]] Result<GivenToken> read_token(const HttpAnswer& answer, const TokenRequest& request);

}  // namespace sendpath::imap
