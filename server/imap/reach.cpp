#include "imap/reach.hpp"

#include "net/connect.hpp"

#include <boost/asio/this_coro.hpp>

#include <sstream>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

Reached failed(Part part, Trouble trouble, const Error& error) {
    if (error.code == Errc::timeout) trouble = Trouble::timed_out;
    return {.wire = {}, .tls = {}, .failure = Failure{trouble, error.detail, {}}, .part = part};
}

std::string addresses(const std::vector<tcp::endpoint>& endpoints) {
    std::string out;
    for (const tcp::endpoint& each : endpoints)
        out += (out.empty() ? "" : ", ") + each.address().to_string();
    return out;
}

Trouble of_secret(Errc code) {
    switch (code) {
        case Errc::bad_syntax: return Trouble::token_refused;
        case Errc::timeout: return Trouble::timed_out;
        case Errc::io: return Trouble::cannot_connect;
        case Errc::missing_field:
        case Errc::too_large:
        case Errc::unsupported:
        case Errc::no_space: break;
    }
    return Trouble::secret_missing;
}

}  // namespace

asio::awaitable<Reached> reach(const Account& account, Told told) {
    const auto tell = [&told](Part part, const std::string& words) {
        if (told) told(part, words);
    };
    auto looking = net::look_up(account.host, account.port, net::Wire::Clock::now() + kReachMax);
    Result<std::vector<tcp::endpoint>> endpoints = co_await std::move(looking);
    if (!endpoints) {
        const bool no_name = endpoints.error().code == Errc::missing_field;
        co_return failed(Part::look_up, no_name ? Trouble::name_not_found : Trouble::cannot_connect,
                         endpoints.error());
    }
    tell(Part::look_up, account.host + " is " + addresses(*endpoints));

    auto connecting = net::connect(*std::move(endpoints), net::Wire::Clock::now() + kReachMax);
    Result<tcp::socket> socket = co_await std::move(connecting);
    if (!socket) co_return failed(Part::connection, Trouble::cannot_connect, socket.error());
    std::ostringstream peer;
    peer << socket->remote_endpoint();
    tell(Part::connection, "connected to " + peer.str());

    Reached reached;
    reached.wire = std::make_unique<net::TcpWire>(*std::move(socket), account.trust);
    if (account.tls == Tls::start_tls) co_return reached;
    auto shaking = reached.wire->start_tls(net::Wire::Clock::now() + kReachMax);
    Result<std::string> version = co_await std::move(shaking);
    if (!version) {
        Failure why = tls_failure(version.error());
        co_return Reached{.wire = {}, .tls = {}, .failure = std::move(why), .part = Part::tls};
    }
    reached.tls = *std::move(version);
    tell(Part::tls, reached.tls + (account.trust.anyone ? ", whoever it is"
                                                        : ", and the certificate is its own"));
    co_return reached;
}

asio::awaitable<Proof> proof_of(const Account& account) {
    auto getting = account.credentials->get();
    Result<Credential> credential = co_await std::move(getting);
    if (credential) co_return Proof{.credential = *std::move(credential), .failure = {}};
    const Error& error = credential.error();
    co_return Proof{.credential = {}, .failure = Failure{of_secret(error.code), error.detail, {}}};
}

Identity identity_of(const Account& account, Credential credential) {
    return {.user = account.user,
            .secret = std::move(credential.secret),
            .is_token = credential.is_token,
            .host = account.host,
            .port = account.port};
}

}  // namespace sendpath::imap
