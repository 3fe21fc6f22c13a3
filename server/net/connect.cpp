#include "net/connect.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sstream>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// A question to the resolver. Shared with it: its answer may come when nobody waits any more, for
/// the system's resolver cannot be interrupted.
struct LookUp {
    explicit LookUp(const asio::any_io_executor& executor) : resolver(executor), done(executor) {}

    tcp::resolver resolver;
    asio::steady_timer done;  // rings when the time is over, cancelled by the answer
    bool answered = false;
    error_code problem;
    std::vector<tcp::endpoint> endpoints;
};

std::string text_of(const tcp::endpoint& endpoint) {
    std::ostringstream out;
    out << endpoint;
    return out.str();
}

bool is_no_name(const error_code& problem) {
    return problem == asio::error::host_not_found || problem == asio::error::no_data;
}

/// One try. The socket is closed when the time is over.
asio::awaitable<Result<tcp::socket>> connect_one(tcp::endpoint endpoint, Wire::Time until) {
    const auto executor = co_await asio::this_coro::executor;
    auto socket = std::make_shared<tcp::socket>(executor);
    auto rang = std::make_shared<bool>(false);
    asio::steady_timer deadline(executor, until);
    deadline.async_wait([socket, rang](const error_code& stopped) {
        if (stopped) return;
        *rang = true;
        error_code ignored;
        socket->close(ignored);
    });
    error_code problem;
    auto token = asio::redirect_error(asio::use_awaitable, problem);
    co_await socket->async_connect(endpoint, token);
    deadline.cancel();
    if (*rang) co_return Error{Errc::timeout, text_of(endpoint) + ": no answer in time"};
    if (problem) co_return Error{Errc::io, text_of(endpoint) + ": " + problem.message()};
    co_return std::move(*socket);
}

}  // namespace

asio::awaitable<Result<std::vector<tcp::endpoint>>> look_up(std::string host, std::uint16_t port,
                                                            Wire::Time until) {
    const auto executor = co_await asio::this_coro::executor;
    auto asked = std::make_shared<LookUp>(executor);
    asked->resolver.async_resolve(
        host, std::to_string(port), tcp::resolver::numeric_service,
        [asked](const error_code& problem, const tcp::resolver::results_type& results) {
            asked->answered = true;
            asked->problem = problem;
            for (const auto& each : results) asked->endpoints.push_back(each.endpoint());
            asked->done.expires_at(Wire::Time::min());
        });
    asked->done.expires_at(until);
    error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    if (!asked->answered) co_await asked->done.async_wait(token);
    if (!asked->answered) co_return Error{Errc::timeout, host + ": no answer of the resolver"};
    if (is_no_name(asked->problem)) co_return Error{Errc::missing_field, host + ": no such host"};
    if (asked->problem) co_return Error{Errc::io, host + ": " + asked->problem.message()};
    if (asked->endpoints.empty())
        co_return Error{Errc::missing_field, host + ": it has no address"};
    co_return std::move(asked->endpoints);
}

asio::awaitable<Result<tcp::socket>> connect(std::vector<tcp::endpoint> endpoints,
                                             Wire::Time until) {
    Result<tcp::socket> tried = Error{Errc::io, "there is no address to connect to"};
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        const Wire::Time now = Wire::Clock::now();
        const auto share = (until - now) / static_cast<int>(endpoints.size() - i);
        auto trying = connect_one(endpoints[i], now + share);
        tried = co_await std::move(trying);
        if (tried) break;
    }
    co_return tried;
}

}  // namespace sendpath::net
