#pragma once

#include "imap/exchange.hpp"

namespace sendpath::imap {

/// Finds the folder for what is thrown away. Gmail needs it: there, \Deleted takes a label off a
/// message and leaves the message. Source: RFC 6154.
class TrashSearch final : public Exchange {
public:
    explicit TrashSearch(Peer& peer) : Exchange(peer) {}

    [[nodiscard]] Step begin() override;

    /// On the wire, after Next::done; empty: there is none.
    [[nodiscard]] const std::string& folder() const { return folder_; }

private:
    bool note(const Response& response) override;
    Step ended() override;

    std::string folder_;
};

/// Whether deleting needs that folder. Source: Google's page on IMAP extensions.
[[nodiscard]] bool deletes_by_trash(const Capabilities& capabilities);

}  // namespace sendpath::imap
