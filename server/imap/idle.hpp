#pragma once

#include "imap/exchange.hpp"

namespace sendpath::imap {

/// Lets the server tell of new messages the moment they come, in the open folder. What it tells
/// before it has said "+" counts as well: mail that comes between a search and IDLE is not missed.
/// Source: RFC 2177.
class Idle final : public Exchange {
public:
    explicit Idle(Peer& peer) : Exchange(peer) {}

    [[nodiscard]] Step begin() override;

    /// The server has agreed, and can be told to stop.
    [[nodiscard]] bool idling() const { return idling_; }
    /// There are messages that the last search has not seen.
    [[nodiscard]] bool news() const { return peer().messages.has_news(); }
    /// The server has no IDLE, whatever it said of itself.
    [[nodiscard]] bool unknown() const { return unknown_; }

    /// The word that ends it; the exchange is done once the server has answered.
    [[nodiscard]] Step stop();

private:
    bool note(const Response& /*response*/) override { return true; }
    Step asked(const Continuation& wish) override;
    Step ended() override;

    bool idling_ = false;
    bool unknown_ = false;
};

}  // namespace sendpath::imap
