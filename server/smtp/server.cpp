#include "smtp/server.hpp"

#include "net/tcp_wire.hpp"
#include "smtp/envelope.hpp"
#include "smtp/proxied_peer.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace sendpath::smtp {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t kBusyPercent = 70;  // of the places taken: patience is short from here on

/// What a connection hears that is not let in. None of it may wait for the client.
std::string_view turned_away(Refusal why) {
    if (why == Refusal::too_many_sessions)
        return "421 4.3.2 Too many connections; try again later\r\n";
    if (why == Refusal::too_many_per_address)
        return "421 4.7.0 Too many connections from your address; try again later\r\n";
    return "421 4.7.0 Too many connections from your address in a minute; try again later\r\n";
}

std::optional<model::IpAddress> peer_of(const tcp::socket& socket) {
    boost::system::error_code gone;
    const tcp::endpoint remote = socket.remote_endpoint(gone);
    if (gone) return std::nullopt;
    const Result<model::IpAddress> address = model::IpAddress::parse(remote.address().to_string());
    if (!address) return std::nullopt;
    return *address;
}

/// Octets in the socket's own buffer go out at once; a client that does not read hears nothing.
void say_and_close(tcp::socket socket, std::string_view text) {
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text.data(), text.size()), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
}

/// A conversation that was let in, among those of its address.
class Visit {
public:
    Visit(AddressLimits& limits, const model::IpAddress& address)
        : limits_(limits), address_(address) {}
    ~Visit() { limits_.leave(address_); }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

private:
    AddressLimits& limits_;
    const model::IpAddress& address_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::open(asio::io_context& io, Services services,
                                             Settings settings) {
    net::TlsIdentity identity;
    if (!settings.certificate.empty()) {
        Result<net::TlsIdentity> loaded =
            net::load_tls_identity(settings.certificate, settings.key);
        if (!loaded) return loaded.error();
        identity = *std::move(loaded);
    }
    std::vector<Door> doors;
    for (const bool implicit_tls : {false, true})
        for (const net::Endpoint& each :
             implicit_tls ? settings.implicit_listen : settings.listen) {
            Result<net::Listener> listener = net::Listener::open(io, each);
            if (!listener) return listener.error();
            doors.push_back({*std::move(listener), implicit_tls});
        }
    return std::unique_ptr<Server>(new Server(io, std::move(doors), std::move(services),
                                              std::move(settings), std::move(identity)));
}

Server::Server(asio::io_context& io, std::vector<Door> doors, Services services, Settings settings,
               net::TlsIdentity identity)
    : services_(std::move(services)),
      settings_(std::move(settings)),
      identity_(std::move(identity)),
      doors_(std::move(doors)),
      accepting_(io.get_executor()),
      sessions_(io.get_executor()),
      addresses_(settings_.sessions_per_address, settings_.connections_per_minute),
      memory_(settings_.memory_max) {}

void Server::start() {
    for (Door& each : doors_) {
        const bool implicit_tls = each.implicit_tls;
        accepting_.spawn(each.listener.accept(
            [this, implicit_tls](tcp::socket socket) { take(std::move(socket), implicit_tls); }));
    }
}

asio::awaitable<void> Server::finish(std::chrono::milliseconds grace) {
    for (Door& each : doors_) each.listener.close();
    co_await accepting_.finish(grace);
    co_await sessions_.finish(grace);
}

Result<void> Server::reload_certificate() {
    if (settings_.certificate.empty()) return {};
    Result<net::TlsIdentity> loaded = net::load_tls_identity(settings_.certificate, settings_.key);
    if (!loaded) return loaded.error();
    identity_ = *std::move(loaded);
    return {};
}

void Server::set_recipients(Recipients recipients) {
    settings_.rules.recipients = std::move(recipients);
}

std::vector<net::Endpoint> Server::endpoints() const {
    std::vector<net::Endpoint> all;
    for (const Door& each : doors_)
        if (!each.implicit_tls) all.push_back(each.listener.endpoint());
    return all;
}

std::vector<net::Endpoint> Server::implicit_endpoints() const {
    std::vector<net::Endpoint> all;
    for (const Door& each : doors_)
        if (each.implicit_tls) all.push_back(each.listener.endpoint());
    return all;
}

std::optional<Seconds> Server::certificate_until() const {
    if (!identity_.context) return std::nullopt;
    return identity_.valid_until;
}

void Server::take(tcp::socket socket, bool implicit_tls) {
    const std::optional<model::IpAddress> peer = peer_of(socket);
    if (!peer) return;
    if (sessions_.size() >= settings_.sessions) {
        counters_.count(Refusal::too_many_sessions);
        // Under implicit TLS nothing may be said in clear.
        say_and_close(std::move(socket),
                      implicit_tls ? "" : turned_away(Refusal::too_many_sessions));
        return;
    }
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    sessions_.spawn(converse(std::move(socket), *peer, implicit_tls));
}

asio::awaitable<void> Server::converse(tcp::socket socket, model::IpAddress peer,
                                       bool implicit_tls) {
    net::TcpWire wire(std::move(socket), [this] { return identity_; });
    net::LineStream lines(wire);
    if (is_proxy(peer)) {
        const Result<std::optional<model::IpAddress>> client = co_await proxied_peer(lines);
        if (!client) {
            counters_.count(Refusal::bad_proxy_header);
            spdlog::warn("smtp: {} sent no PROXY header, but is in smtp.proxy_from", peer.str());
            co_return;
        }
        if (*client) peer = **client;
    }
    switch (addresses_.enter(peer, wire.now())) {
        case AddressLimits::Verdict::too_many:
            co_return co_await turn_away(wire, Refusal::too_many_per_address);
        case AddressLimits::Verdict::too_fast:
            co_return co_await turn_away(wire, Refusal::too_fast);
        case AddressLimits::Verdict::welcome: break;
    }
    const Visit visit(addresses_, peer);
    co_await admitted(lines, peer, implicit_tls);
}

asio::awaitable<void> Server::admitted(net::LineStream& lines, model::IpAddress peer,
                                       bool implicit_tls) {
    ++counters_.sessions;
    std::string tls;
    if (implicit_tls) {
        net::Wire& wire = lines.wire();
        const auto until = wire.now() + settings_.patience.handshake;
        co_await net::TaskGroup::may_end();
        Result<std::string> version = co_await wire.start_tls(until);
        co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
        if (!version) {
            counters_.count(Refusal::tls_failed);
            co_return;
        }
        ++counters_.tls_sessions;
        tls = *std::move(version);
    }
    auto to_intake = [this, peer](Message message) -> asio::awaitable<Result<void>> {
        return deliver(std::move(message), peer);
    };
    Shared shared{
        .rules = settings_.rules,
        .patience = settings_.patience,
        .group = sessions_,
        .counters = counters_,
        .memory = memory_,
        .deliver = to_intake,
        .strict_line_ends = settings_.strict_line_ends,
        .tls_offered = [this] { return identity_.context != nullptr; },
        .storage_low = services_.storage_low,
        .busy = [this] { return sessions_.size() * 100 > settings_.sessions * kBusyPercent; },
        .next_id = [this] { return next_id(); },
    };
    Session session(lines, shared);
    co_await session.run(std::move(tls));
}

asio::awaitable<void> Server::turn_away(net::Wire& wire, Refusal why) {
    counters_.count(why);
    const auto until = wire.now() + settings_.patience.farewell;
    const Result<void> sent = co_await wire.write(turned_away(why), until);
    if (sent) co_await wire.close(until);
}

asio::awaitable<Result<void>> Server::deliver(Message message, model::IpAddress peer) {
    const Transaction& transaction = message.transaction;
    const Seconds at = services_.now();
    store::Envelope envelope = envelope_of(message, {.peer = peer,
                                                     .by = settings_.rules.hostname,
                                                     .protocol = settings_.rules.protocol,
                                                     .at = at});
    ingest::RawMail mail{.octets = std::move(message.octets),
                         .name = envelope.mail_from,
                         .via = store::Via::smtp,
                         .received = at,
                         .envelope = std::move(envelope)};
    const std::size_t octets = mail.octets.size();
    if (transaction.for_postmaster) {
        ingest::RawMail copy = transaction.for_reports ? mail : std::move(mail);
        const Result<void> kept = co_await services_.intake->keep_other(std::move(copy));
        if (!kept) co_return kept.error();
    }
    if (transaction.for_reports) {
        // NOLINTNEXTLINE(bugprone-use-after-move): above it was copied, being for reports as well
        const auto accepted = co_await services_.intake->accept(std::move(mail));
        if (!accepted) {
            spdlog::error("smtp: a mail could not be stored: {}", accepted.error().detail);
            co_return accepted.error();
        }
        if (accepted->waits()) services_.stored(accepted->id);
    }
    spdlog::info("smtp: stored {} from {}, {} octets, {}", message.id, peer.str(), octets,
                 message.tls.empty() ? "in clear" : message.tls);
    co_return Result<void>();
}

bool Server::is_proxy(const model::IpAddress& peer) const {
    return std::ranges::any_of(settings_.proxy_from,
                               [&](const auto& network) { return network.contains(peer); });
}

/// The number of this run, and a count: told apart over restarts as well.
std::string Server::next_id() {
    return fmt::format("{:x}{:06x}", settings_.run, ids_++);
}

}  // namespace sendpath::smtp
