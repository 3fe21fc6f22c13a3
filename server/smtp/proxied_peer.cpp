#include "smtp/proxied_peer.hpp"

#include "smtp/proxy_header.hpp"

namespace sendpath::smtp {

boost::asio::awaitable<Result<std::optional<model::IpAddress>>> proxied_peer(
    net::LineStream& lines) {
    const auto until = lines.wire().now() + kProxyHeaderTime;
    for (;;) {
        const auto header = parse_proxy_header(lines.pending());
        if (!header) co_return header.error();
        if (*header) {
            lines.take((*header)->size);
            co_return (*header)->client;
        }
        const Result<void> more = co_await lines.receive(kProxyHeaderMax, until);
        if (!more) co_return more.error();
    }
}

}  // namespace sendpath::smtp
