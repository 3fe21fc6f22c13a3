#pragma once

#include "imap/exchange.hpp"

namespace sendpath::imap {

/// Lets the server tell of new messages the moment they come, in the open folder. What it tells
/// before it has said "+" counts as well: mail that comes between a search and IDLE is not missed.
/// Source: RFC 2177.
class Idle final : public Exchange {
public:
    /// @param exists  messages in the folder, as the search before has it
    Idle(Peer& peer, std::uint32_t exists) : Exchange(peer), exists_(exists) {}

    [[nodiscard]] Step begin() override;

    /// The server has agreed, and can be told to stop.
    [[nodiscard]] bool idling() const { return idling_; }
    /// There are more messages than there were.
    [[nodiscard]] bool news() const { return news_; }
    /// The server has no IDLE, whatever it said of itself.
    [[nodiscard]] bool unknown() const { return unknown_; }

    /// The word that ends it; the exchange is done once the server has answered.
    [[nodiscard]] Step stop();

private:
    bool note(const Response& response) override;
    Step asked(const Continuation& wish) override;
    Step ended() override;

    std::uint32_t exists_;
    bool idling_ = false;
    bool news_ = false;
    bool unknown_ = false;
};

}  // namespace sendpath::imap
