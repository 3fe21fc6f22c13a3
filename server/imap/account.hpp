#pragma once

#include "imap/arrival.hpp"
#include "imap/credential.hpp"
#include "imap/disposal.hpp"
#include "imap/session.hpp"
#include "net/tls_trust.hpp"

namespace sendpath::imap {

/// A mailbox account to be polled.
struct Account {
    std::string name;  ///< for people, "reports"
    std::string host;
    std::uint16_t port = 993;
    Tls tls = Tls::implicit;
    std::string user;
    std::shared_ptr<CredentialSource> credentials;
    net::TlsTrust trust;

    std::vector<std::string> folders{"INBOX"};  ///< as people write them: FolderNames
    After after = After::file;
    std::string processed;  ///< folder for what was read
    std::string failed;     ///< folder for what could not be

    Patience patience;
    std::chrono::seconds poll{300};       ///< between two looks, where there is no IDLE
    std::chrono::seconds idle{540};       ///< one IDLE; boxes on the way forget silent connections
    std::size_t connections = 4;          ///< at most, at once
    std::uint64_t mail_max = 25U << 20U;  ///< octets
};

/// "imaps://imap.example.com:993", "imap+starttls://imap.example.com:143"
[[nodiscard]] std::string url(const Account& account);

}  // namespace sendpath::imap
