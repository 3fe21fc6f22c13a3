#pragma once

#include "imap/exchange.hpp"
#include "imap/folder_names.hpp"
#include "imap/login.hpp"

namespace sendpath::imap {

/// How a connection is made safe before anything secret goes over it. There is no third way.
enum class Tls : std::uint8_t { implicit, start_tls };

/// The way from a server's greeting to being known there and knowing how it names folders.
///
///     greeting --CAPABILITY, STARTTLS--> (handshake) --CAPABILITY--> login --CAPABILITY-->
///     ENABLE --> NAMESPACE --> LIST --> done
///
/// With STARTTLS nothing secret is sent before the handshake, whatever the server says, and what it
/// said before is forgotten.
/// Source: RFC 9051 sections 6.2 and 7.1.4; RFC 8314.
class Arrival final : public Exchange {
public:
    /// @param peer  filled on the way; must outlive this
    Arrival(Peer& peer, Identity identity, Tls tls)
        : Exchange(peer), identity_(std::move(identity)), secure_(tls == Tls::implicit) {}

    /// Nothing: the server speaks first.
    [[nodiscard]] Step begin() override { return {}; }
    [[nodiscard]] Step hear(const Result<Response>& response) override;
    [[nodiscard]] Step secured() override;

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
    Step asked(const Continuation& wish) override;
    bool note(const Response& response) override;
    Step ended() override;
    void take_note(const Response& response);
    Step before_login();
    Step start_tls();
    Step log_in();
    Step logged_in();
    Step login_failed();
    Step enable();
    Step find_home();
    Step find_root();
    Step command(Phase phase, std::string_view words);

    Identity identity_;
    Phase phase_ = Phase::greeting;
    bool secure_;
    bool fresh_capabilities_ = false;  // told since the last change of state
    std::optional<LoginExchange> login_;
};

}  // namespace sendpath::imap
