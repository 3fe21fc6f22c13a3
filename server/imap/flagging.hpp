#pragma once

#include "imap/exchange.hpp"

namespace sendpath::imap {

/// Sets flags on messages of the open folder. One that vanished meanwhile is no mistake.
/// Source: RFC 9051 section 6.4.6.
class Flagging final : public Exchange {
public:
    /// @param messages  no more than one command names: see UidSet::parts()
    /// @param flags     as written: "\\Seen \\Flagged"
    Flagging(Peer& peer, UidSet messages, std::string_view flags)
        : Exchange(peer), messages_(std::move(messages)), flags_(flags) {}

    [[nodiscard]] Step begin() override;

private:
    bool note(const Response& /*response*/) override { return true; }
    Step ended() override;

    UidSet messages_;
    std::string flags_;
};

}  // namespace sendpath::imap
