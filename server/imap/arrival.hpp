#pragma once

#include "imap/folder_names.hpp"
#include "imap/login.hpp"
#include "imap/running_command.hpp"

namespace sendpath::imap {

/// How a connection is made safe before anything secret goes over it. There is no third way.
enum class Tls : std::uint8_t { implicit, start_tls };

/// The way from a server's greeting to being known there and knowing how it names folders. Rules
/// and nothing else: no sockets, no clock. Feed it responses, send what it answers.
///
///     greeting --CAPABILITY, STARTTLS--> (handshake) --CAPABILITY--> login --CAPABILITY-->
///     ENABLE --> NAMESPACE --> LIST --> done
///
/// With STARTTLS nothing secret is sent before the handshake, whatever the server says, and what it
/// said before is forgotten.
/// Source: RFC 9051 sections 6.2 and 7.1.4; RFC 8314.
class Arrival {
public:
    /// @param peer  filled on the way; must outlive this
    Arrival(Peer& peer, Identity identity, Tls tls)
        : peer_(&peer), identity_(std::move(identity)), secure_(tls == Tls::implicit) {}

    /// What to do upon a response, the greeting first; an error is one that was no response.
    [[nodiscard]] Step hear(const Result<Response>& response);

    /// The handshake of Next::handshake is done.
    [[nodiscard]] Step secured();

    /// Why it was given up, after Next::give_up.
    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

private:
    enum class Phase : std::uint8_t {
        greeting,
        clear_capabilities,
        start_tls,
        handshake,
        secure_capabilities,
        login,
        own_capabilities,
        enable,
        namespaces,
        root,
        over,
    };

    Step greeted(const Response& response);
    Step asked(const Response& response);
    void note(const Response& response);
    Step ended();
    Step before_login();
    Step start_tls();
    Step log_in();
    Step logged_in();
    Step login_failed();
    Step enable();
    Step find_home();
    Step find_root();
    Step command(Phase phase, std::string_view words);
    Step give_up(Failure failure);

    Peer* peer_;
    Identity identity_;
    Phase phase_ = Phase::greeting;
    bool secure_;
    bool fresh_capabilities_ = false;  // told since the last change of state
    RunningCommand running_;
    std::optional<LoginExchange> login_;
    std::optional<Failure> failure_;
};

}  // namespace sendpath::imap
