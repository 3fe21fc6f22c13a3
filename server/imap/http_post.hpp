#pragma once

#include "base/http_url.hpp"
#include "net/wire.hpp"

namespace sendpath::imap {

/// What a server answered.
struct HttpAnswer {
    unsigned status = 0;
    std::string body;
    std::string retry_after;  ///< as it stands; empty: not told
};

/// The most octets taken of an answer's body; a token with all its claims is some thousand.
inline constexpr std::size_t kAnswerMax = 64U << 10U;

/// Posts `form` over a wire that nothing was said on, and waits for the whole answer. Follows no
/// redirection: a secret goes where the operator sent it and nowhere else.
/// @param form  application/x-www-form-urlencoded
/// Errors: timeout, io (also for an answer that is no HTTP, is cut off, or is over kAnswerMax).
/// Source: RFC 9110; RFC 9112.
boost::asio::awaitable<Result<HttpAnswer>> post_form(net::Wire& wire, HttpUrl url, std::string form,
                                                     net::Wire::Time until);

}  // namespace sendpath::imap
