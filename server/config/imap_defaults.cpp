#include "config/imap_defaults.hpp"

namespace sendpath::config {
namespace {

constexpr std::uint16_t kImplicitTlsPort = 993;
constexpr std::uint16_t kPort = 143;

void fill_in_google(OAuth& oauth) {
    if (oauth.token_url.empty()) oauth.token_url = "https://oauth2.googleapis.com/token";
    if (oauth.scope.empty()) oauth.scope = "https://mail.google.com/";
}

void fill_in_microsoft(OAuth& oauth) {
    if (oauth.tenant.empty()) oauth.tenant = "common";
    if (oauth.token_url.empty())
        oauth.token_url =
            "https://login.microsoftonline.com/" + oauth.tenant + "/oauth2/v2.0/token";
    if (!oauth.scope.empty()) return;
    // offline_access has a new refresh token come with each token, before the old one ends.
    oauth.scope = oauth.refresh_token.given()
                      ? "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"
                      : "https://outlook.office365.com/.default";
}

}  // namespace

void fill_in(ImapAccount& account) {
    if (account.port == 0) account.port = account.start_tls ? kPort : kImplicitTlsPort;
    if (!account.oauth) return;
    switch (account.oauth->preset) {
        case OAuthPreset::google: fill_in_google(*account.oauth); break;
        case OAuthPreset::microsoft: fill_in_microsoft(*account.oauth); break;
        case OAuthPreset::none: break;
    }
}

bool names_one_tenant(const OAuth& oauth) {
    return !oauth.tenant.empty() && oauth.tenant != "common" && oauth.tenant != "organizations" &&
           oauth.tenant != "consumers";
}

}  // namespace sendpath::config
