#include "imap/poller.hpp"

#include "ingest/mailbox_book.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;

Mailbox mailbox_of(const Account& account, const std::string& folder) {
    Mailbox mailbox;
    mailbox.account = account.name;
    mailbox.folder = folder;
    mailbox.server = url(account);
    mailbox.after = account.after;
    mailbox.certificate_unchecked = account.trust.anyone;
    return mailbox;
}

}  // namespace

Poller::Poller(asio::any_io_executor executor, std::vector<Account> accounts, Services services)
    : accounts_(std::move(accounts)), services_(std::move(services)), tasks_(executor) {
    for (const Account& account : accounts_) {
        // Folders beyond the connections an account may have share them in turn.
        std::vector<std::vector<Mailbox*>> shares(
            std::min(account.folders.size(), account.connections));
        for (std::size_t i = 0; i < account.folders.size(); ++i) {
            mailboxes_.push_back(mailbox_of(account, account.folders[i]));
            shares[i % shares.size()].push_back(&mailboxes_.back());
        }
        for (std::vector<Mailbox*>& share : shares)
            connections_.emplace_back(executor, account, services_, std::move(share));
        if (account.trust.anyone)
            spdlog::warn(
                "imap: {}: accept_any_certificate is set: whoever sits between us and {} "
                "can read the password",
                account.name, account.host);
    }
}

void Poller::start() {
    tasks_.spawn(open_all());
    for (Connection& connection : connections_) tasks_.spawn(connection.run());
}

/// So that each mailbox has its number in the API, also while its server cannot be reached. A store
/// that fails here is told of when the folder is visited.
asio::awaitable<void> Poller::open_all() {
    for (Mailbox& mailbox : mailboxes_) {
        const auto opened = co_await services_.book->open(mailbox.account, mailbox.folder);
        if (!opened) continue;
        mailbox.id = opened->id;
        mailbox.uid_validity = opened->uid_validity;
        mailbox.renumbered = opened->renumbered;
    }
}

asio::awaitable<void> Poller::finish(std::chrono::milliseconds grace) {
    auto ending = tasks_.finish(grace);
    co_await std::move(ending);
}

bool Poller::poll(std::int64_t id) {
    for (Connection& connection : connections_) {
        const bool has_it = std::ranges::any_of(
            connection.mailboxes(), [id](const Mailbox* each) { return each->id == id; });
        if (!has_it || id == 0) continue;
        connection.poll();
        return true;
    }
    return false;
}

}  // namespace sendpath::imap
