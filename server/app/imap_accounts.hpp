#pragma once

#include "config/config.hpp"
#include "http/mailbox_state.hpp"
#include "imap/account.hpp"
#include "imap/mailbox.hpp"

namespace sendpath::app {

/// The account that the settings of one table of [[imap]] describe.
/// Errors: as net::load_tls_trust(), with the setting's name.
[[nodiscard]] Result<imap::Account> imap_account(const config::ImapAccount& settings);

/// All of them. Errors: as imap_account().
[[nodiscard]] Result<std::vector<imap::Account>> imap_accounts(const config::Config& config);

/// What the API tells of a mailbox.
[[nodiscard]] http::MailboxState mailbox_state(const imap::Mailbox& mailbox);

}  // namespace sendpath::app
