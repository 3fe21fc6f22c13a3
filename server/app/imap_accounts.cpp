#include "app/imap_accounts.hpp"

#include "app/rewrite_secret.hpp"
#include "imap/oauth.hpp"
#include "imap/token_command.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::app {
namespace {

imap::SecretReader reader_of(const config::Secret& secret) {
    return [secret] { return config::reveal(secret); };
}

imap::SecretReader reader_if_given(const config::Secret& secret) {
    return secret.given() ? reader_of(secret) : imap::SecretReader();
}

imap::OAuthGrant grant_of(const config::OAuth& oauth) {
    return {.token_url = oauth.token_url,
            .client_id = oauth.client_id,
            .scope = oauth.scope,
            .client_secret = reader_if_given(oauth.client_secret),
            .refresh_token = reader_if_given(oauth.refresh_token),
            .keep_refresh_token = [secret = oauth.refresh_token](std::string_view token) {
                return rewrite_secret(secret, token);
            }};
}

std::shared_ptr<imap::CredentialSource> credentials_of(const config::ImapAccount& settings) {
    if (settings.oauth) return imap::token_by_oauth(grant_of(*settings.oauth));
    if (!settings.token_command.empty()) return imap::token_from_command(settings.token_command);
    if (settings.token.given()) return imap::token_from(reader_of(settings.token));
    return imap::password_from(reader_of(settings.password));
}

imap::After after_of(config::After after) {
    switch (after) {
        case config::After::file: return imap::After::file;
        case config::After::flag: return imap::After::flag;
        case config::After::remove: return imap::After::remove;
        case config::After::leave: return imap::After::leave;
    }
    return imap::After::leave;
}

/// 32 octets from 64 hex digits, as the settings have checked them.
std::string octets_of(std::string_view hex) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    return out;
}

}  // namespace

Result<imap::Account> imap_account(const config::ImapAccount& settings) {
    Result<net::TlsTrust> trust = net::load_tls_trust(settings.host, settings.ca_file);
    if (!trust) return trust.error().within("imap." + settings.name + ".ca_file");
    trust->fingerprint = octets_of(settings.fingerprint);
    trust->anyone = settings.accept_any_certificate;
    return imap::Account{
        .name = settings.name,
        .host = settings.host,
        .port = settings.port,
        .tls = settings.start_tls ? imap::Tls::start_tls : imap::Tls::implicit,
        .user = settings.user,
        .credentials = credentials_of(settings),
        .trust = *std::move(trust),
        .folders = settings.folders,
        .after = after_of(settings.after),
        .processed = settings.processed,
        .failed = settings.failed,
        .patience = {.response = settings.response, .slice = settings.slice},
        .poll = settings.poll,
        .idle = settings.idle,
        .connections = settings.connections,
        .mail_max = settings.mail_max,
    };
}

Result<std::vector<imap::Account>> imap_accounts(const config::Config& config) {
    std::vector<imap::Account> accounts;
    for (const config::ImapAccount& each : config.imap) {
        Result<imap::Account> account = imap_account(each);
        if (!account) return account.error();
        accounts.push_back(*std::move(account));
    }
    return accounts;
}

http::MailboxState mailbox_state(const imap::Mailbox& mailbox) {
    http::MailboxState state{
        .id = mailbox.id,
        .account = mailbox.account,
        .folder = mailbox.folder,
        .server = mailbox.server,
        .state = std::string(name(mailbox.phase)),
        .idle = mailbox.idle,
        .after = std::string(name(mailbox.after)),
        .certificate_unchecked = mailbox.certificate_unchecked,
        .last_success = mailbox.last_success,
        .next_poll = mailbox.next_poll,
        .last_error = {},
        .backlog = mailbox.backlog,
        .uid_validity = mailbox.uid_validity,
        .renumbered = mailbox.renumbered,
        .alert = mailbox.alert,
    };
    if (const auto& failure = mailbox.last_failure)
        state.last_error = {.reason = std::string(name(failure->trouble)),
                            .detail = failure->detail,
                            .advice = std::string(what_to_do(failure->trouble)),
                            .at = mailbox.failed_at};
    return state;
}

}  // namespace sendpath::app
