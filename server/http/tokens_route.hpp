#pragma once

#include "http/caller.hpp"
#include "http/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::http {

// Tokens of the caller; of everybody for an admin. What they refer to must live until they are
// done.

/// GET /api/v1/tokens
[[nodiscard]] boost::asio::awaitable<Answer> list_tokens(const Services& services,
                                                         const Request& request,
                                                         const Caller& caller);

/// POST /api/v1/tokens: the only answer that ever shows the token.
[[nodiscard]] boost::asio::awaitable<Answer> make_token(const Services& services,
                                                        const Request& request,
                                                        const Caller& caller);

/// DELETE /api/v1/tokens/{id}
[[nodiscard]] boost::asio::awaitable<Answer> revoke_token(const Services& services,
                                                          const Request& request,
                                                          const Caller& caller, std::int64_t id);

}  // namespace sendpath::http
