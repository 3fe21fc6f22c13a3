#include "imap/failure.hpp"

#include "imap/advice.hpp"

namespace sendpath::imap {
namespace {

bool is_for_now(CodeName code) {
    return code == CodeName::unavailable || code == CodeName::in_use || code == CodeName::limit;
}

}  // namespace

std::string_view name(Trouble trouble) {
    switch (trouble) {
        case Trouble::no_start_tls: return "no_start_tls";
        case Trouble::preauth_in_clear: return "preauth_in_clear";
        case Trouble::login_disabled: return "login_disabled";
        case Trouble::no_way_to_log_in: return "no_way_to_log_in";
        case Trouble::login_refused: return "login_refused";
        case Trouble::unavailable: return "unavailable";
        case Trouble::said_bye: return "said_bye";
        case Trouble::folder_missing: return "folder_missing";
        case Trouble::folder_refused: return "folder_refused";
        case Trouble::not_understood: return "not_understood";
        case Trouble::not_connected: return "not_connected";
        case Trouble::secret_missing: return "secret_missing";
        case Trouble::token_refused: return "token_refused";
        case Trouble::name_not_found: return "name_not_found";
        case Trouble::cannot_connect: return "cannot_connect";
        case Trouble::tls_failed: return "tls_failed";
        case Trouble::certificate_refused: return "certificate_refused";
        case Trouble::connection_lost: return "connection_lost";
        case Trouble::timed_out: return "timed_out";
        case Trouble::store_failed: return "store_failed";
    }
    return {};
}

std::string_view what_to_do(Trouble trouble) {
    switch (trouble) {
        case Trouble::no_start_tls:
            return "Use tls = \"implicit\" with port 993; if the server has STARTTLS, something on "
                   "the way takes it out.";
        case Trouble::preauth_in_clear:
            return "Use tls = \"implicit\" with port 993: this answer before TLS may be an attack.";
        case Trouble::login_disabled:
            return "Allow passwords on the server, or give this account a token.";
        case Trouble::no_way_to_log_in:
            return "Give this account a password: the server takes no token of OAuth.";
        case Trouble::login_refused:
            return "Check user and password or token; many providers want an app password, and "
                   "IMAP "
                   "switched on in the mailbox's settings.";
        case Trouble::unavailable:
        case Trouble::said_bye:
            return "Nothing: the server sends us away for now, and we come back by ourselves.";
        case Trouble::folder_missing:
            return "Check the name of the folder, or make it in the mailbox.";
        case Trouble::folder_refused:
            return "Give the account the right to open the folder, and to move messages out of it.";
        case Trouble::not_understood:
            return "We try again. If it stays, run sendpath imap test and report what it shows.";
        case Trouble::not_connected:
            return "Give the application the right to this mailbox in Exchange "
                   "(Add-MailboxPermission), and see that IMAP is on for it.";
        case Trouble::secret_missing: return "Check the file or command that holds the secret.";
        case Trouble::token_refused:
            return "Consent again and put the new refresh token in its place; see that client_id, "
                   "client_secret and tenant are right.";
        case Trouble::name_not_found: return "Check the setting host.";
        case Trouble::cannot_connect: return "Check host and port, and the firewalls between.";
        case Trouble::tls_failed:
            return "Check that the port speaks what the setting tls says: 993 implicit, 143 "
                   "starttls.";
        case Trouble::certificate_refused:
            return "Set ca_file to the authority's certificate, or fingerprint to this one's; if "
                   "the "
                   "name differs, set host to a name in the certificate.";
        case Trouble::connection_lost:
        case Trouble::timed_out: return "Nothing: we come back by ourselves.";
        case Trouble::store_failed:
            return "Make room on the disk of the store. Nothing was taken out of the mailbox.";
    }
    return {};
}

Failure failure_of(const Status& status, Trouble otherwise, std::string_view what) {
    Failure failure{.trouble = otherwise,
                    .detail = std::string(what),
                    .back_off = suggested_back_off(status.text)};
    if (!status.text.empty()) failure.detail += ": " + status.text;
    if (failure.back_off || is_for_now(status.code.name)) failure.trouble = Trouble::unavailable;
    if (status.text.find("authenticated but not connected") != std::string::npos)
        failure.trouble = Trouble::not_connected;
    return failure;
}

}  // namespace sendpath::imap
