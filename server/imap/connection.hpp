#pragma once

#include "imap/folder.hpp"
#include "imap/retry_schedule.hpp"

#include <boost/asio/steady_timer.hpp>

#include <random>

namespace sendpath::imap {

/// One connection to an account's server, and the folders that are visited over it in turn. It is
/// made anew after every failure, for ever. Lives on the socket thread.
class Connection {
public:
    /// All must outlive this.
    Connection(boost::asio::any_io_executor executor, const Account& account,
               const Services& services, std::vector<Mailbox*> mailboxes);

    /// Goes on until it is cancelled.
    boost::asio::awaitable<void> run();

    /// Looks for news at once, whatever is waited for.
    void poll();

    [[nodiscard]] const std::vector<Mailbox*>& mailboxes() const { return mailboxes_; }

private:
    using Time = net::Wire::Time;

    boost::asio::awaitable<Failure> converse();
    boost::asio::awaitable<std::optional<Failure>> log_in(Session& session);
    boost::asio::awaitable<std::optional<Failure>> visit_all(std::vector<Folder>& folders);
    boost::asio::awaitable<std::optional<Failure>> wait(Session& session,
                                                        std::vector<Folder>& folders);
    boost::asio::awaitable<void> back_off(const Failure& failure);
    boost::asio::awaitable<void> rest(std::chrono::milliseconds time);
    [[nodiscard]] std::chrono::milliseconds until_decided(const std::vector<Folder>& folders);
    void fail(Mailbox& mailbox, const Failure& failure) const;
    void set_phase(Phase phase);

    const Account* account_;
    const Services* services_;
    std::vector<Mailbox*> mailboxes_;
    boost::asio::steady_timer timer_;
    Session* session_ = nullptr;  // of the conversation that runs
    RetrySchedule schedule_;
    std::optional<std::chrono::milliseconds> folder_retry_;  // after a failure of one folder alone
    Time undecided_since_{};  // the store has had messages to decide about since then
    bool wanted_ = false;     // poll() was called
    Credential shown_;        // to the server, the last time
    bool renewed_ = false;    // the token, since the last login that was taken
    bool idle_works_ = true;
    std::minstd_rand luck_{std::random_device{}()};
};

}  // namespace sendpath::imap
