#pragma once

#include "imap/connection.hpp"
#include "net/task_group.hpp"

#include <deque>

namespace sendpath::imap {

/// All accounts, each of their folders on a connection of its own as far as the account allows.
/// Lives on the socket thread; must live until finish() is done.
class Poller {
public:
    Poller(boost::asio::any_io_executor executor, std::vector<Account> accounts, Services services);

    /// Begins at once, and goes on until finish().
    void start();

    /// Ends what waits at once; what is under way gets `grace`. Whatever is cut off goes on at the
    /// next start.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);

    /// How the mailboxes are at this moment, in the order of the settings.
    [[nodiscard]] const std::deque<Mailbox>& mailboxes() const { return mailboxes_; }

    /// Looks into one mailbox at once, also out of a back-off. False: there is no such mailbox.
    bool poll(std::int64_t id);

private:
    boost::asio::awaitable<void> open_all();

    std::vector<Account> accounts_;
    Services services_;
    std::deque<Mailbox> mailboxes_;
    std::deque<Connection> connections_;
    net::TaskGroup tasks_;
};

}  // namespace sendpath::imap
