#pragma once

#include "app/mailbox_trial.hpp"
#include "http/mailbox_tests.hpp"
#include "http/services.hpp"
#include "smtp/server.hpp"

namespace sendpath::app {

/// What the page that helps with setting up may try. Lives on the socket thread, longer than the
/// services that it is put into.
class Trials {
public:
    /// @param sink  null: there is none. Both must outlive this
    Trials(const smtp::Server* sink, const config::Config& config)
        : sink_(sink), config_(&config), mailboxes_([this](http::MailboxToTry mailbox) {
              return try_mailbox(*config_, std::move(mailbox));
          }) {}
    Trials(const Trials&) = delete;  // the services point into it
    Trials& operator=(const Trials&) = delete;
    ~Trials() = default;

    /// Has the API offer them, and the queue tell of what came of them.
    void put_into(http::Services& services, ingest::DigestQueue& digests);

private:
    void test_came(const ingest::MailOutcome& mail);

    const smtp::Server* sink_;
    const config::Config* config_;
    http::TestReports reports_;
    http::MailboxTests mailboxes_;
};

}  // namespace sendpath::app
