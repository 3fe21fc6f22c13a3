#include "net/listener.hpp"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// How long to wait for a file descriptor to become free.
constexpr std::chrono::milliseconds kShortage{100};

Error failure(const Endpoint& endpoint, const error_code& problem) {
    const std::string where = text(endpoint) + ": ";
    if (problem == asio::error::address_in_use)
        return {Errc::io,
                where + "the port is taken by another program; stop it or choose another"};
    if (problem == asio::error::access_denied)
        return {Errc::io,
                where + "this user may not open the port; ports below 1024 are privileged"};
    if (problem == boost::system::errc::address_not_available)
        return {Errc::io, where + "this machine does not have the address"};
    return {Errc::io, where + problem.message()};
}

}  // namespace

std::string text(const Endpoint& endpoint) {
    const std::string port = std::to_string(endpoint.port);
    return endpoint.address.find(':') == std::string::npos ? endpoint.address + ':' + port
                                                           : '[' + endpoint.address + "]:" + port;
}

Result<Listener> Listener::open(asio::io_context& io, const Endpoint& endpoint) {
    error_code problem;
    const asio::ip::address address = asio::ip::make_address(endpoint.address, problem);
    if (problem) return Error{Errc::bad_syntax, endpoint.address + ": not an IP address"};

    const tcp::endpoint wanted(address, endpoint.port);
    tcp::acceptor acceptor(io);
    acceptor.open(wanted.protocol(), problem);
    // A port of the last run that still holds dying connections is free all the same.
    if (!problem) acceptor.set_option(tcp::acceptor::reuse_address(true), problem);
    if (!problem && address.is_v6()) acceptor.set_option(asio::ip::v6_only(true), problem);
    if (!problem) acceptor.bind(wanted, problem);
    if (!problem) acceptor.listen(tcp::acceptor::max_listen_connections, problem);
    if (problem) return failure(endpoint, problem);

    const std::uint16_t port = acceptor.local_endpoint(problem).port();
    if (problem) return failure(endpoint, problem);
    return Listener(std::move(acceptor), {endpoint.address, port});
}

asio::awaitable<void> Listener::accept(Taker take) {
    asio::steady_timer pause(acceptor_.get_executor());
    while (acceptor_.is_open()) {
        error_code problem;
        auto token = asio::redirect_error(asio::use_awaitable, problem);
        tcp::socket socket = co_await acceptor_.async_accept(token);
        if (problem == asio::error::operation_aborted) co_return;
        if (!problem) {
            take(std::move(socket));
            continue;
        }
        // Most failures belong to the one connection; a shortage would be met again at once.
        pause.expires_after(kShortage);
        co_await pause.async_wait(token);
    }
}

void Listener::close() {
    error_code ignored;
    acceptor_.close(ignored);
}

}  // namespace sendpath::net
