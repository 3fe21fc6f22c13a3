#include "net/tcp_wire.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>

#include <array>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

Error failure(const error_code& problem) {
    if (problem == boost::beast::error::timeout) return {Errc::timeout, "nothing came in time"};
    return {Errc::io, problem.message()};
}

constexpr std::size_t kDrainMax = 1U << 20U;  // octets thrown away before a close

/// The peer has ended its side, with or without a word of TLS about it.
bool is_end(const error_code& problem) {
    return problem == asio::error::eof || problem == asio::ssl::error::stream_truncated;
}

}  // namespace

TcpWire::TcpWire(asio::ip::tcp::socket socket, Identity identity)
    : stream_(std::move(socket)), identity_(std::move(identity)) {}

asio::awaitable<Result<std::size_t>> TcpWire::read_some(std::span<char> into, Time until) {
    error_code problem;
    auto token = asio::redirect_error(asio::use_awaitable, problem);
    const auto room = asio::buffer(into.data(), into.size());
    stream_.expires_at(until);
    std::size_t size = 0;
    if (tls_)
        size = co_await tls_->async_read_some(room, token);
    else
        size = co_await stream_.async_read_some(room, token);
    if (is_end(problem)) co_return std::size_t{0};
    if (problem) co_return failure(problem);
    co_return size;
}

asio::awaitable<Result<void>> TcpWire::write(std::string_view octets, Time until) {
    error_code problem;
    auto token = asio::redirect_error(asio::use_awaitable, problem);
    const auto all = asio::buffer(octets.data(), octets.size());
    stream_.expires_at(until);
    if (tls_)
        co_await asio::async_write(*tls_, all, token);
    else
        co_await asio::async_write(stream_, all, token);
    if (problem) co_return failure(problem);
    co_return Result<void>();
}

asio::awaitable<Result<std::string>> TcpWire::start_tls(Time until) {
    context_ = identity_().context;
    if (!context_) co_return Error{Errc::io, "no certificate is loaded"};
    tls_.emplace(stream_, *context_);
    error_code problem;
    auto token = asio::redirect_error(asio::use_awaitable, problem);
    stream_.expires_at(until);
    co_await tls_->async_handshake(asio::ssl::stream_base::server, token);
    if (problem) co_return failure(problem);
    co_return std::string(SSL_get_version(tls_->native_handle()));
}

asio::awaitable<void> TcpWire::pause(std::chrono::milliseconds time) {
    asio::steady_timer timer(stream_.get_executor(), time);
    error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await timer.async_wait(token);
}

asio::awaitable<void> TcpWire::close(Time until) {
    error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    if (tls_ && SSL_is_init_finished(tls_->native_handle()) != 0) {
        stream_.expires_at(until);
        co_await tls_->async_shutdown(token);
    }
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    // Closing over unread octets would reset the connection, and our last reply could be lost.
    std::array<char, 4096> unread{};
    std::size_t drained = 0;
    while (!ignored && drained < kDrainMax) {
        stream_.expires_at(until);
        drained += co_await stream_.async_read_some(asio::buffer(unread), token);
    }
    stream_.close();
}

}  // namespace sendpath::net
