#pragma once

#include "imap/credential.hpp"
#include "net/wire.hpp"

#include <chrono>
#include <string_view>

namespace sendpath::imap {

/// How tokens are had from a provider.
struct OAuthGrant {
    std::string token_url;  ///< https; http to this machine alone
    std::string client_id;
    std::string scope;           ///< empty: the provider's own choice
    SecretReader client_secret;  ///< empty: the client has none
    SecretReader refresh_token;  ///< empty: the client asks in its own name (client credentials)

    /// Takes a refresh token that came in the place of the one in use, to be kept beyond our end.
    std::function<Result<void>(std::string_view)> keep_refresh_token;

    std::string ca_file;  ///< authorities in the place of the system's; empty: the system's
    std::chrono::milliseconds time{30'000};  ///< for one question to the provider
};

/// Tokens from an OAuth token endpoint. One is kept until kRenewBefore of its end; connections that
/// ask at the same time share one question. A new refresh token that comes along is used from then
/// on, until what `refresh_token` reads changes: then the operator has renewed it.
///
/// Errors of get(): as CredentialSource::get(). Source: RFC 6749 sections 4.4, 5 and 6.
[[nodiscard]] std::unique_ptr<CredentialSource> token_by_oauth(
    OAuthGrant grant, std::function<net::Wire::Time()> now = net::Wire::Clock::now);

inline constexpr std::chrono::minutes kRenewBefore{5};

}  // namespace sendpath::imap
