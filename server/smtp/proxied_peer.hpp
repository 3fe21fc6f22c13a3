#pragma once

#include "model/names.hpp"
#include "net/line_stream.hpp"

#include <optional>

namespace sendpath::smtp {

inline constexpr std::chrono::seconds kProxyHeaderTime{5};

/// Reads the PROXY header a connection begins with; the client it tells of, or none when the proxy
/// speaks for itself. Errors: bad_syntax, timeout, io.
[[nodiscard]] boost::asio::awaitable<Result<std::optional<model::IpAddress>>> proxied_peer(
    net::LineStream& lines);

}  // namespace sendpath::smtp
