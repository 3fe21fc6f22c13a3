#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::http {

/// The prefix has browsers take the cookie from nobody but this very host, and only where nobody
/// listens in. Source: RFC 6265bis section 4.1.3.2.
inline constexpr std::string_view kSessionCookie = "__Host-sendpath";

/// What tells a token of ours from other secrets, for people and for programs that look for leaks.
inline constexpr std::string_view kTokenPrefix = "sp_";

/// The token of an Authorization field; nullopt for other schemes, which a proxy may have asked
/// for. Source: RFC 6750 section 2.1.
[[nodiscard]] std::optional<std::string_view> bearer_token(std::string_view authorization);

/// The first cookie of that name in a Cookie field. Source: RFC 6265 section 4.2.1.
[[nodiscard]] std::optional<std::string_view> cookie(std::string_view field, std::string_view name);

/// The Set-Cookie field that begins a session, or ends it when `secret` is empty.
[[nodiscard]] std::string session_cookie(std::string_view secret);

}  // namespace sendpath::http
