#pragma once

#include "ingest/intake.hpp"
#include "model/network.hpp"
#include "net/listener.hpp"
#include "net/tls_identity.hpp"
#include "smtp/address_limits.hpp"
#include "smtp/session.hpp"

#include <memory>
#include <vector>

namespace sendpath::smtp {

/// The SMTP sink: takes mail for the report addresses and nothing else. It has no way to send mail
/// on. Lives on the socket thread; what it acknowledged is on disk.
class Server {
public:
    struct Settings {
        std::vector<net::Endpoint> listen;
        std::vector<net::Endpoint> implicit_listen;  ///< TLS from the first octet (RFC 8314)
        Rules rules;
        Patience patience;
        bool strict_line_ends = false;
        std::size_t sessions = 1'000;
        std::size_t sessions_per_address = 20;
        std::size_t connections_per_minute = 300;  ///< of one address
        std::uint64_t memory_max = 256U << 20U;    ///< octets of messages being received
        std::vector<model::IpNetwork> proxy_from;  ///< whose connections begin with a PROXY header
        std::int64_t run = 0;                      ///< another for each run: begins the queue ids
        std::string certificate;                   ///< PEM files; empty: no TLS
        std::string key;
    };

    /// What it stands on; all of it must outlive the server.
    struct Services {
        const ingest::Intake* intake = nullptr;
        std::function<void(model::IntakeId)> stored;  ///< there is something to digest
        std::function<bool()> storage_low;
        std::function<Seconds()> now;
    };

    /// Opens the ports and reads the certificate. Errors: as of net::Listener::open() and
    /// net::load_tls_identity().
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(boost::asio::io_context& io,
                                                              Services services, Settings settings);

    void start();

    /// No new connections; idle ones hear 421, messages that have begun get `grace` to end.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);

    /// Reads certificate and key again; conversations keep what they began with. After an error the
    /// old ones stay in use.
    Result<void> reload_certificate();

    /// For conversations that begin from now on.
    void set_recipients(Recipients recipients);

    [[nodiscard]] std::vector<net::Endpoint> endpoints() const;
    [[nodiscard]] std::vector<net::Endpoint> implicit_endpoints() const;
    [[nodiscard]] const Counters& counters() const { return counters_; }
    [[nodiscard]] std::size_t open_sessions() const { return sessions_.size(); }
    [[nodiscard]] bool accepting() const { return !sessions_.finishing(); }
    /// The end of the certificate's validity; none without a certificate.
    [[nodiscard]] std::optional<Seconds> certificate_until() const;

private:
    struct Door {
        net::Listener listener;
        bool implicit_tls;
    };

    Server(boost::asio::io_context& io, std::vector<Door> doors, Services services,
           Settings settings, net::TlsIdentity identity);

    void take(boost::asio::ip::tcp::socket socket, bool implicit_tls);
    boost::asio::awaitable<void> converse(boost::asio::ip::tcp::socket socket,
                                          model::IpAddress peer, bool implicit_tls);
    boost::asio::awaitable<void> admitted(net::LineStream& lines, model::IpAddress peer,
                                          bool implicit_tls);
    boost::asio::awaitable<void> turn_away(net::Wire& wire, Refusal why);
    boost::asio::awaitable<Result<void>> deliver(Message message, model::IpAddress peer);
    [[nodiscard]] bool is_proxy(const model::IpAddress& peer) const;
    [[nodiscard]] std::string next_id();

    Services services_;
    Settings settings_;
    net::TlsIdentity identity_;
    std::vector<Door> doors_;
    net::TaskGroup accepting_;
    net::TaskGroup sessions_;
    AddressLimits addresses_;
    MemoryBudget memory_;
    Counters counters_;
    std::uint64_t ids_ = 0;
};

}  // namespace sendpath::smtp
