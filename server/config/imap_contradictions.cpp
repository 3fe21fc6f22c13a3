#include "config/imap_contradictions.hpp"

#include "base/text.hpp"
#include "config/imap_defaults.hpp"

#include <algorithm>
#include <utility>

namespace sendpath::config {
namespace {

/// Gathers what is wrong with one account.
class Findings {
public:
    Findings(std::size_t element, std::vector<Contradiction>& out) : element_(element), out_(out) {}

    void add(std::string key, std::string detail) {
        out_.push_back({std::move(key), std::move(detail), element_});
    }
    /// When it is so that `wrong`.
    void when(bool wrong, const char* key, const char* detail) {
        if (wrong) add(key, detail);
    }

private:
    std::size_t element_;
    std::vector<Contradiction>& out_;
};

void of_names(const ImapAccount& account, Findings& out) {
    out.when(account.name.empty(), "imap.name", "the account needs a name, like \"reports\"");
    out.when(account.host.empty(), "imap.host", "the account needs the name of its server");
    out.when(account.user.empty(), "imap.user", "the account needs a user to log in as");
}

/// Both forms of one secret at once: which one was meant cannot be told.
void of_two_forms(const Secret& secret, const std::string& key, Findings& out) {
    if (!secret.text.empty() && !secret.file_name.empty())
        out.add(key, "stands beside " + key + "_file; set one of the two");
}

void of_secrets(const ImapAccount& account, Findings& out) {
    std::vector<std::string> kinds;
    if (account.password.given()) kinds.emplace_back("password");
    if (account.token.given()) kinds.emplace_back("token");
    if (!account.token_command.empty()) kinds.emplace_back("token_command");
    if (account.oauth) kinds.emplace_back("oauth");
    out.when(kinds.empty(), "imap.password_file",
             "the account needs one of password_file, token_file, token_command and oauth to log "
             "in with");
    if (kinds.size() > 1)
        out.add("imap." + kinds[1] + (kinds[1] == "oauth" ? ".client_id" : ""),
                "the account has a " + kinds[0] + " already; log in by one of them");
    of_two_forms(account.password, "imap.password", out);
    of_two_forms(account.token, "imap.token", out);
}

void of_microsoft(const OAuth& oauth, Findings& out) {
    out.when(!oauth.refresh_token.given() && !names_one_tenant(oauth), "imap.oauth.tenant",
             "without refresh_token the program logs in by its own name, and for that Microsoft "
             "wants to know the tenant: its id, or a domain of it");
}

void of_google(const OAuth& oauth, Findings& out) {
    out.when(!oauth.refresh_token.given(), "imap.oauth.refresh_token_file",
             "Google gives tokens for a mailbox against a refresh token alone");
    out.when(!oauth.client_secret.given(), "imap.oauth.client_secret_file",
             "Google wants the client's secret, too");
}

void of_oauth(const OAuth& oauth, Findings& out) {
    out.when(oauth.client_id.empty(), "imap.oauth.client_id",
             "OAuth needs the id that the provider gave to the program");
    of_two_forms(oauth.client_secret, "imap.oauth.client_secret", out);
    of_two_forms(oauth.refresh_token, "imap.oauth.refresh_token", out);
    out.when(!oauth.refresh_token.given() && !oauth.client_secret.given(),
             "imap.oauth.refresh_token_file",
             "OAuth needs a refresh token, or the client's secret to log in by the program's own "
             "name");
    out.when(!oauth.tenant.empty() && oauth.preset != OAuthPreset::microsoft, "imap.oauth.tenant",
             "only the preset \"microsoft\" has tenants");
    switch (oauth.preset) {
        case OAuthPreset::google: of_google(oauth, out); break;
        case OAuthPreset::microsoft: of_microsoft(oauth, out); break;
        case OAuthPreset::none:
            out.when(oauth.token_url.empty(), "imap.oauth.token_url",
                     "OAuth needs a preset, \"google\" or \"microsoft\", or the URL that gives "
                     "tokens");
            break;
    }
}

/// INBOX is one folder in any case. Source: RFC 9051 section 5.1.
bool same_folder(const std::string& one, const std::string& other) {
    return one == other || (text::iequals(one, "INBOX") && text::iequals(other, "INBOX"));
}

bool is_read(const ImapAccount& account, const std::string& folder) {
    return std::ranges::any_of(account.folders,
                               [&](const std::string& each) { return same_folder(each, folder); });
}

void of_folders(const ImapAccount& account, Findings& out) {
    for (auto each = account.folders.begin(); each != account.folders.end(); ++each)
        if (std::any_of(account.folders.begin(), each,
                        [&](const std::string& other) { return same_folder(*each, other); }))
            out.add("imap.folders", "has \"" + *each + "\" twice");
    const bool files = account.after == After::file;
    const bool sets_aside = files || account.after == After::remove;
    constexpr const char* round =
        "is among the folders that are read, so that its messages would go round in it";
    out.when(files && is_read(account, account.processed), "imap.processed", round);
    out.when(sets_aside && is_read(account, account.failed), "imap.failed", round);
}

void of_certificate(const ImapAccount& account, Findings& out) {
    out.when(account.accept_any_certificate && !account.fingerprint.empty(),
             "imap.accept_any_certificate",
             "stands beside a fingerprint, which would then not be looked at; remove one of them");
}

}  // namespace

void of_imap(const Config& config, std::vector<Contradiction>& out) {
    for (std::size_t i = 0; i < config.imap.size(); ++i) {
        const ImapAccount& account = config.imap[i];
        Findings found(i, out);
        of_names(account, found);
        of_secrets(account, found);
        if (account.oauth) of_oauth(*account.oauth, found);
        of_folders(account, found);
        of_certificate(account, found);
        const auto same_name = [&](const ImapAccount& other) {
            return !account.name.empty() && other.name == account.name;
        };
        if (std::any_of(config.imap.begin(), config.imap.begin() + std::ptrdiff_t(i), same_name))
            found.add("imap.name", "another account is called \"" + account.name + "\" already");
    }
}

}  // namespace sendpath::config
