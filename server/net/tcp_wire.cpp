#include "net/tcp_wire.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kDrainMax = 1U << 20U;  // octets thrown away before a close

/// The peer has ended its side, with or without a word of TLS about it.
bool is_end(const error_code& problem) {
    return problem == asio::error::eof || problem == asio::ssl::error::stream_truncated;
}

/// Ends a wait by cancelling the socket's own operation. Our token carries no cancellation slot:
/// the operations of ssl::stream would take it and then hear of nothing but terminal cancellation,
/// and an idle conversation under TLS would hold up the end of the server.
auto uncancelled(error_code& problem) {
    return asio::bind_cancellation_slot(asio::cancellation_slot(),
                                        asio::redirect_error(asio::use_awaitable, problem));
}

}  // namespace

/// What the timer acts upon: the operation that waits now, if the wire is still there.
struct TcpWire::Watched {
    tcp::socket* socket;  // null once the wire is gone
    std::uint64_t turn = 0;
    bool rang = false;
};

/// Cancels what the socket waits for at a moment, or when the coroutine is cancelled. The socket
/// stays open, so that a last word may follow: beast::tcp_stream, whose timeouts close it, would
/// not let a client hear its 421.
class TcpWire::Deadline {
public:
    /// @param slot  where the coroutine hears that it is cancelled
    Deadline(TcpWire& wire, Time until, asio::cancellation_slot slot) : wire_(wire), slot_(slot) {
        wire.watched_->rang = false;
        const std::uint64_t turn = ++wire.watched_->turn;
        wire.timer_.expires_at(until);
        wire.timer_.async_wait([watched = wire.watched_, turn](const error_code& stopped) {
            if (stopped || watched->socket == nullptr || watched->turn != turn) return;
            watched->rang = true;
            error_code ignored;
            watched->socket->cancel(ignored);
        });
        if (!slot_.is_connected()) return;
        slot_.assign([watched = wire.watched_](asio::cancellation_type /*any*/) {
            error_code ignored;
            if (watched->socket != nullptr) watched->socket->cancel(ignored);
        });
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;
    // A ring that is on its way already finds another turn.
    ~Deadline() {
        ++wire_.watched_->turn;
        error_code ignored;
        wire_.timer_.cancel(ignored);
        if (slot_.is_connected()) slot_.clear();
    }

private:
    TcpWire& wire_;
    asio::cancellation_slot slot_;
};

TcpWire::TcpWire(tcp::socket socket, Identity identity)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      watched_(std::make_shared<Watched>(&socket_)),
      side_(std::move(identity)) {}

TcpWire::TcpWire(tcp::socket socket, TlsTrust trust)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      watched_(std::make_shared<Watched>(&socket_)),
      side_(std::move(trust)) {}

TcpWire::~TcpWire() {
    watched_->socket = nullptr;
}

Error TcpWire::failure(const error_code& problem) const {
    if (watched_->rang) return {Errc::timeout, "nothing came in time"};
    return {Errc::io, problem.message()};
}

asio::awaitable<Result<std::size_t>> TcpWire::read_some(std::span<char> into, Time until) {
    error_code problem;
    auto token = uncancelled(problem);
    const auto room = asio::buffer(into.data(), into.size());
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    const Deadline deadline(*this, until, cancellation.slot());
    std::size_t size = 0;
    if (tls_)
        size = co_await tls_->async_read_some(room, token);
    else
        size = co_await socket_.async_read_some(room, token);
    if (is_end(problem)) co_return std::size_t{0};
    if (problem) co_return failure(problem);
    co_return size;
}

asio::awaitable<Result<void>> TcpWire::write(std::string_view octets, Time until) {
    error_code problem;
    auto token = uncancelled(problem);
    const auto all = asio::buffer(octets.data(), octets.size());
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    const Deadline deadline(*this, until, cancellation.slot());
    if (tls_)
        co_await asio::async_write(*tls_, all, token);
    else
        co_await asio::async_write(socket_, all, token);
    if (problem) co_return failure(problem);
    co_return Result<void>();
}

asio::awaitable<Result<std::string>> TcpWire::start_tls(Time until) {
    const auto* trust = std::get_if<TlsTrust>(&side_);
    context_ = trust ? trust->context : std::get<Identity>(side_)().context;
    if (!context_) co_return Error{Errc::io, "no certificate is loaded"};
    tls_.emplace(socket_, *context_);
    if (trust) trust->apply(tls_->native_handle());
    const auto role = trust ? asio::ssl::stream_base::client : asio::ssl::stream_base::server;
    error_code problem;
    auto token = uncancelled(problem);
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    const Deadline deadline(*this, until, cancellation.slot());
    co_await tls_->async_handshake(role, token);
    if (problem && trust)
        if (const std::string why = certificate_problem(tls_->native_handle()); !why.empty())
            co_return Error{Errc::bad_syntax, "certificate: " + why};
    if (problem) co_return failure(problem);
    co_return std::string(SSL_get_version(tls_->native_handle()));
}

void TcpWire::hurry() {
    watched_->rang = true;
    error_code ignored;
    socket_.cancel(ignored);
}

asio::awaitable<void> TcpWire::pause(std::chrono::milliseconds time) {
    asio::steady_timer timer(socket_.get_executor(), time);
    error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await timer.async_wait(token);
}

asio::awaitable<void> TcpWire::close(Time until) {
    error_code ended;
    auto token = uncancelled(ended);
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    const Deadline deadline(*this, until, cancellation.slot());
    if (tls_ && SSL_is_init_finished(tls_->native_handle()) != 0)
        co_await tls_->async_shutdown(token);
    ended.clear();
    socket_.shutdown(tcp::socket::shutdown_send, ended);
    // Closing over unread octets would reset the connection, and our last reply could be lost.
    std::array<char, 4096> unread{};
    std::size_t drained = 0;
    while (!ended && !watched_->rang && drained < kDrainMax)
        drained += co_await socket_.async_read_some(asio::buffer(unread), token);
    error_code ignored;
    socket_.close(ignored);
}

}  // namespace sendpath::net
