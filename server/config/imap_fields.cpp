#include "config/imap_fields.hpp"

#include "config/imap_account.hpp"
#include "config/kinds.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace sendpath::config {
namespace {

/// Puts what `read` makes of the value where `place` says in the account it is about.
template <auto place, auto read>
Result<void> take(Config& config, const Setting& setting) {
    const Result<ImapAccount*> account = account_of(config, setting);
    if (!account) return account.error();
    auto value = read(setting.value);
    if (!value) return value.error();
    std::invoke(place, **account) = *std::move(value);
    return {};
}

OAuth& oauth_of(ImapAccount& account) {
    if (!account.oauth) account.oauth.emplace();
    return *account.oauth;
}

template <auto member>
auto& in_oauth(ImapAccount& account) {
    return oauth_of(account).*member;
}

template <Secret ImapAccount::* member>
std::string& words(ImapAccount& account) {
    return (account.*member).text;
}

template <Secret ImapAccount::* member>
std::string& file(ImapAccount& account) {
    return (account.*member).file_name;
}

template <Secret OAuth::* member>
std::string& words_in_oauth(ImapAccount& account) {
    return (oauth_of(account).*member).text;
}

template <Secret OAuth::* member>
std::string& file_in_oauth(ImapAccount& account) {
    return (oauth_of(account).*member).file_name;
}

Result<std::string> read_name(const Written& value) {
    return read_line(value, "a name for the account, like \"reports\"");
}

Result<std::string> read_user(const Written& value) {
    return read_line(value, "the name to log in by, like \"dmarc@example.com\"");
}

Result<std::string> read_folder(const Written& value) {
    return read_line(value, "the name of a folder");
}

Result<std::string> read_file_name(const Written& value) {
    return read_text(value, "the name of a file");
}

Result<std::string> read_client_id(const Written& value) {
    return read_line(value, "the id that the provider gave to the program");
}

Result<std::string> read_scope(const Written& value) {
    return read_line(value, "what the token is for, in the provider's words");
}

/// It becomes part of a URL. Both forms that Microsoft has for it fit: an id and a domain.
Result<std::string> read_tenant(const Written& value) {
    constexpr std::string_view what = "the id of a tenant, or a domain of its own";
    const Result<std::string> text = read_text(value, what);
    if (!text) return text.error();
    const Result<model::DomainName> name = model::DomainName::parse(*text);
    if (!name) return unexpected(what, value);
    return name->str();
}

/// One word of a table of them.
template <class Choice, std::size_t size>
Result<Choice> read_word(const Written& value, std::string_view what,
                         const std::pair<std::string_view, Choice> (&words)[size]) {
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr)
        for (const auto& [word, choice] : words)
            if (*text == word) return choice;
    return unexpected(what, value);
}

Result<bool> read_start_tls(const Written& value) {
    constexpr std::pair<std::string_view, bool> words[] = {{"implicit", false}, {"starttls", true}};
    return read_word(value, R"("implicit" or "starttls")", words);
}

Result<After> read_after(const Written& value) {
    constexpr std::pair<std::string_view, After> words[] = {{"file", After::file},
                                                            {"flag", After::flag},
                                                            {"delete", After::remove},
                                                            {"leave", After::leave}};
    return read_word(value, R"("file", "flag", "delete" or "leave")", words);
}

Result<OAuthPreset> read_preset(const Written& value) {
    constexpr std::pair<std::string_view, OAuthPreset> words[] = {
        {"google", OAuthPreset::google}, {"microsoft", OAuthPreset::microsoft}};
    return read_word(value, R"("google" or "microsoft")", words);
}

Result<std::uint16_t> read_port(const Written& value) {
    const auto port = read_count(value, 1, std::numeric_limits<std::uint16_t>::max());
    if (!port) return port.error();
    return static_cast<std::uint16_t>(*port);
}

/// Source: Gmail allows 15 connections to an account, for all its clients together.
Result<std::uint64_t> read_connections(const Written& value) {
    constexpr std::uint64_t most = 4;
    return read_count(value, 1, most);
}

Result<std::uint64_t> read_mail_max(const Written& value) {
    constexpr std::uint64_t least = 64ULL << 10U;
    constexpr std::uint64_t most = 1ULL << 30U;
    return read_size(value, least, most);
}

template <int least, int most>
Result<std::chrono::seconds> read_seconds(const Written& value) {
    return read_time(value, std::chrono::seconds(least), std::chrono::seconds(most));
}

constexpr int kMinute = 60;
constexpr int kHour = 60 * kMinute;
constexpr int kDay = 24 * kHour;
/// Servers may hang up on who waits for longer. Source: RFC 2177 section 3.
constexpr int kLongestIdle = 29 * kMinute;

constexpr std::array kFields{
    Field{"imap.name", take<&ImapAccount::name, read_name>, true},
    Field{"imap.host", take<&ImapAccount::host, read_host>, true},
    Field{"imap.port", take<&ImapAccount::port, read_port>, true},
    Field{"imap.tls", take<&ImapAccount::start_tls, read_start_tls>, true},
    Field{"imap.user", take<&ImapAccount::user, read_user>, true},
    Field{"imap.password", take<words<&ImapAccount::password>, read_secret>, true},
    Field{"imap.password_file", take<file<&ImapAccount::password>, read_file_name>, true},
    Field{"imap.token", take<words<&ImapAccount::token>, read_secret>, true},
    Field{"imap.token_file", take<file<&ImapAccount::token>, read_file_name>, true},
    Field{"imap.token_command", take<&ImapAccount::token_command, read_command>, true},
    Field{"imap.oauth.preset", take<in_oauth<&OAuth::preset>, read_preset>, true},
    Field{"imap.oauth.tenant", take<in_oauth<&OAuth::tenant>, read_tenant>, true},
    Field{"imap.oauth.token_url", take<in_oauth<&OAuth::token_url>, read_token_url>, true},
    Field{"imap.oauth.scope", take<in_oauth<&OAuth::scope>, read_scope>, true},
    Field{"imap.oauth.client_id", take<in_oauth<&OAuth::client_id>, read_client_id>, true},
    Field{"imap.oauth.client_secret", take<words_in_oauth<&OAuth::client_secret>, read_secret>,
          true},
    Field{"imap.oauth.client_secret_file",
          take<file_in_oauth<&OAuth::client_secret>, read_file_name>, true},
    Field{"imap.oauth.refresh_token", take<words_in_oauth<&OAuth::refresh_token>, read_secret>,
          true},
    Field{"imap.oauth.refresh_token_file",
          take<file_in_oauth<&OAuth::refresh_token>, read_file_name>, true},
    Field{"imap.folders", take<&ImapAccount::folders, read_folders>, true},
    Field{"imap.after", take<&ImapAccount::after, read_after>, true},
    Field{"imap.processed", take<&ImapAccount::processed, read_folder>, true},
    Field{"imap.failed", take<&ImapAccount::failed, read_folder>, true},
    Field{"imap.ca_file", take<&ImapAccount::ca_file, read_file_name>, true},
    Field{"imap.fingerprint", take<&ImapAccount::fingerprint, read_fingerprint>, true},
    Field{"imap.accept_any_certificate", take<&ImapAccount::accept_any_certificate, read_flag>,
          true},
    Field{"imap.poll", take<&ImapAccount::poll, read_seconds<1, kDay>>, true},
    Field{"imap.idle", take<&ImapAccount::idle, read_seconds<1, kLongestIdle>>, true},
    Field{"imap.response", take<&ImapAccount::response, read_seconds<1, 10 * kMinute>>, true},
    Field{"imap.slice", take<&ImapAccount::slice, read_seconds<1, kHour>>, true},
    Field{"imap.connections", take<&ImapAccount::connections, read_connections>, true},
    Field{"imap.mail_max", take<&ImapAccount::mail_max, read_mail_max>, true},
};

}  // namespace

std::span<const Field> imap_fields() {
    return kFields;
}

}  // namespace sendpath::config
