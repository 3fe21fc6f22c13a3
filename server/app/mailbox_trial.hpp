#pragma once

#include "config/config.hpp"
#include "http/mailbox_tests.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::app {

/// Somebody waits for it at a page.
inline constexpr std::chrono::seconds kMailboxTrialMax{60};

/// Goes the way into a mailbox as the poller does, and changes nothing.
/// @param config    must outlive it; has the account that is tried by its name
/// @param patience  how long all of it may take, whatever the server does
boost::asio::awaitable<http::MailboxTried> try_mailbox(
    const config::Config& config, http::MailboxToTry mailbox,
    std::chrono::milliseconds patience = kMailboxTrialMax);

}  // namespace sendpath::app
