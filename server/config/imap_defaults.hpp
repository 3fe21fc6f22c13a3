#pragma once

#include "config/imap.hpp"

namespace sendpath::config {

/// Fills in what follows from other settings of an account: the port from the kind of TLS, token
/// URL and scope from the preset.
/// Source: RFC 8314 section 3.2 (993); Google "Using OAuth 2.0 to access Google APIs"; Microsoft
/// "Authenticate an IMAP, POP or SMTP connection using OAuth".
void fill_in(ImapAccount& account);

/// True when a tenant is named that stands for one organisation: tokens in the program's own name
/// are given by no other.
[[nodiscard]] bool names_one_tenant(const OAuth& oauth);

}  // namespace sendpath::config
