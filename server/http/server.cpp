#include "http/server.hpp"

#include <boost/beast/core/tcp_stream.hpp>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::beast::tcp_stream;

asio::awaitable<void> converse(tcp::socket socket, Shared& shared) {
    boost::system::error_code gone;
    const tcp::endpoint peer = socket.remote_endpoint(gone);
    const auto address = model::IpAddress::parse(peer.address().to_string());
    Session<tcp_stream> session(tcp_stream(std::move(socket)), shared,
                                address ? *address : model::IpAddress());
    co_await session.run();
    // Both ways: what a refused client still sends is not worth reading.
    boost::system::error_code ignored;
    session.stream().socket().shutdown(tcp::socket::shutdown_both, ignored);
}

}  // namespace

std::optional<Answer> refusal_of(boost::system::error_code what) {
    namespace beast = boost::beast;
    using beast_http::error;
    if (what == beast::error::timeout) return problem(408, "the request did not come in time");
    if (what == error::header_limit) return problem(431, "the head of the request is too large");
    if (what == error::body_limit) return problem(413, "over the limit of one mail");
    if (what == error::end_of_stream || what == error::partial_message) return std::nullopt;
    if (what.category() == beast_http::make_error_code(error::bad_method).category())
        return problem(400, "not an HTTP request: " + what.message());
    return std::nullopt;
}

Result<std::unique_ptr<Server>> Server::open(asio::io_context& io, Services services,
                                             Settings settings) {
    std::vector<net::Listener> listeners;
    for (const net::Endpoint& endpoint : settings.listen) {
        Result<net::Listener> listener = net::Listener::open(io, endpoint);
        if (!listener) return listener.error();
        listeners.push_back(*std::move(listener));
    }
    return std::unique_ptr<Server>(
        new Server(io, std::move(listeners), std::move(services), std::move(settings)));
}

Server::Server(asio::io_context& io, std::vector<net::Listener> listeners, Services services,
               Settings settings)
    : settings_(std::move(settings)),
      listeners_(std::move(listeners)),
      site_(std::move(services), settings_.base_path, settings_.run, settings_.access),
      accepting_(io.get_executor()),
      sessions_(io.get_executor()),
      shared_{site_, settings_.limits, sessions_} {}

std::vector<net::Endpoint> Server::endpoints() const {
    std::vector<net::Endpoint> all;
    all.reserve(listeners_.size());
    for (const net::Listener& each : listeners_) all.push_back(each.endpoint());
    return all;
}

void Server::start() {
    for (net::Listener& each : listeners_)
        accepting_.spawn(each.accept([this](tcp::socket socket) { take(std::move(socket)); }));
}

asio::awaitable<void> Server::finish(std::chrono::milliseconds grace) {
    for (net::Listener& each : listeners_) each.close();
    co_await accepting_.finish(grace);
    co_await sessions_.finish(grace);
}

// Over the limit a connection is closed without an answer: one more conversation is what there is
// no room for.
void Server::take(tcp::socket socket) {
    if (sessions_.size() >= settings_.limits.connections) return;
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    sessions_.spawn(converse(std::move(socket), shared_));
}

}  // namespace sendpath::http
