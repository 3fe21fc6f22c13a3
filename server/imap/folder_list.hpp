#pragma once

#include "imap/exchange.hpp"

#include <vector>

namespace sendpath::imap {

/// Learns which folders there are. Of very many only the first kFoldersMax are kept; the folder for
/// what is thrown away is found wherever it stands.
/// Source: RFC 9051 section 6.3.9; RFC 6154.
class FolderList final : public Exchange {
public:
    static constexpr std::size_t kFoldersMax = 200;

    explicit FolderList(Peer& peer) : Exchange(peer) {}

    [[nodiscard]] Step begin() override;

    /// After Next::done, names on the wire of those that can hold messages.
    [[nodiscard]] const std::vector<std::string>& folders() const { return folders_; }

    /// After Next::done, on the wire; empty: there is none. Gmail needs it: there, \Deleted takes a
    /// label off a message and leaves the message.
    [[nodiscard]] const std::string& trash() const { return trash_; }

private:
    bool note(const Response& response) override;
    Step ended() override;

    std::vector<std::string> folders_;
    std::string trash_;
};

/// Whether deleting needs the folder for what is thrown away.
/// Source: Google's page on IMAP extensions.
[[nodiscard]] bool deletes_by_trash(const Capabilities& capabilities);

}  // namespace sendpath::imap
