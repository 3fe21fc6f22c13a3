#pragma once

#include "config/secret.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sendpath::config {

/// Where the settings of an OAuth client that nobody wants to look up come from.
enum class OAuthPreset : std::uint8_t { none, google, microsoft };

/// How a provider gives out tokens. With a refresh token: in the name of the one who gave it; else
/// in the program's own name (client credentials).
struct OAuth {
    OAuthPreset preset = OAuthPreset::none;
    std::string tenant;     ///< of Microsoft; empty: "common"
    std::string token_url;  ///< empty until loaded: the preset's
    std::string scope;      ///< empty until loaded: the preset's
    std::string client_id;
    Secret client_secret;
    Secret refresh_token;
};

/// What becomes of a message once it is safe here.
enum class After : std::uint8_t {
    file,    ///< moved to one of two folders
    flag,    ///< marked as read where it lies
    remove,  ///< deleted
    leave,   ///< nothing: the folder is opened for reading alone
};

/// One table of the list [[imap]]: an account whose folders are read.
struct ImapAccount {
    std::string name;        ///< for people: in the log, the API and `imap test`
    std::string host;        ///< a name in lower case, or an address
    std::uint16_t port = 0;  ///< 0 until loaded: 993, or 143 with STARTTLS
    bool start_tls = false;  ///< else TLS from the first octet on
    std::string user;

    Secret password;
    Secret token;
    std::vector<std::string> token_command;  ///< a program and its arguments
    std::optional<OAuth> oauth;

    std::vector<std::string> folders{"INBOX"};  ///< parts between '/', whatever the server's sign
    After after = After::file;
    std::string processed = "DMARC/Processed";
    std::string failed = "DMARC/Failed";

    std::string ca_file;      ///< a PEM file trusted beside the system's; empty: none
    std::string fingerprint;  ///< SHA-256 of the certificate, 64 hex digits in lower case
    bool accept_any_certificate = false;

    std::chrono::seconds poll = std::chrono::minutes(5);
    std::chrono::seconds idle = std::chrono::minutes(9);
    std::chrono::seconds response{30};
    std::chrono::seconds slice{120};
    std::uint64_t connections = 4;
    std::uint64_t mail_max = 25U << 20U;  ///< octets
};

}  // namespace sendpath::config
