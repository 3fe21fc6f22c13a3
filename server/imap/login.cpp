#include "imap/login.hpp"

#include "base/base64.hpp"
#include "imap/utf8.hpp"

#include <algorithm>

namespace sendpath::imap {
namespace {

/// Octets that end a field of OAUTHBEARER and XOAUTH2.
bool is_separator(char c) {
    return c == '\x01' || c == '\0' || c == '\r' || c == '\n';
}

/// Source: RFC 5801 section 4 (saslname).
std::string sasl_name(std::string_view user) {
    std::string out;
    for (const char c : user) {
        if (c == ',')
            out += "=2C";
        else if (c == '=')
            out += "=3D";
        else
            out += c;
    }
    return out;
}

/// What a server says in base64 of why it did not take a token.
std::string told_in(std::string_view challenge) {
    const Result<std::string> text = decode_base64(challenge, Base64::plain);
    return text ? for_people(*text) : std::string();
}

}  // namespace

std::string_view name_of(LoginWay way) {
    switch (way) {
        case LoginWay::login: return "LOGIN";
        case LoginWay::plain: return "PLAIN";
        case LoginWay::xoauth2: return "XOAUTH2";
        case LoginWay::oauthbearer: return "OAUTHBEARER";
    }
    return {};
}

std::optional<LoginWay> way_to_log_in(const Capabilities& capabilities, bool with_token) {
    if (with_token) {
        // XOAUTH2 first: where both are offered, it is the one that is in use.
        if (capabilities.has_login_by("XOAUTH2")) return LoginWay::xoauth2;
        if (capabilities.has_login_by("OAUTHBEARER")) return LoginWay::oauthbearer;
        return std::nullopt;
    }
    if (capabilities.has("LOGINDISABLED")) return std::nullopt;
    if (capabilities.has_login_by("PLAIN")) return LoginWay::plain;
    return LoginWay::login;
}

Result<std::string> initial_response(LoginWay way, const Identity& identity) {
    if (std::ranges::any_of(identity.user, is_separator) ||
        std::ranges::any_of(identity.secret, is_separator))
        return Error{Errc::bad_syntax, "a control octet in the user name, password or token"};
    std::string proof;
    switch (way) {
        case LoginWay::login: break;
        case LoginWay::plain:
            proof.append(1, '\0').append(identity.user);
            proof.append(1, '\0').append(identity.secret);
            break;
        case LoginWay::xoauth2:
            proof = "user=" + identity.user +
                    "\x01"
                    "auth=Bearer " +
                    identity.secret + "\x01\x01";
            break;
        case LoginWay::oauthbearer:
            proof = "n,a=" + sasl_name(identity.user) + ",\x01host=" + identity.host +
                    "\x01port=" + std::to_string(identity.port) +
                    "\x01"
                    "auth=Bearer " +
                    identity.secret + "\x01\x01";
            break;
    }
    return encode_base64(proof, Base64::plain);
}

Result<LoginExchange> LoginExchange::begin(LoginWay way, const Identity& identity, std::string tag,
                                           const Capabilities& capabilities) {
    if (way == LoginWay::login) {
        Result<Command> command = CommandText(std::move(tag), "LOGIN", literals_of(capabilities))
                                      .string(identity.user)
                                      .secret(identity.secret)
                                      .done();
        if (!command) return command.error();
        return LoginExchange(way, *std::move(command));
    }
    const Result<std::string> proof = initial_response(way, identity);
    if (!proof) return proof.error();
    const std::string words = "AUTHENTICATE " + std::string(name_of(way));
    Command command{.tag = tag, .pieces = {tag + ' ' + words}, .shown = tag + ' ' + words};
    if (capabilities.has("SASL-IR")) {
        command.pieces.front() += ' ' + *proof + "\r\n";
        command.shown += " ***";
    } else {
        command.pieces.front() += "\r\n";
        command.pieces.push_back(*proof + "\r\n");
    }
    return LoginExchange(way, std::move(command));
}

Result<std::string> LoginExchange::answer(std::string_view challenge) {
    if (sent_ < command_.pieces.size()) return command_.pieces[sent_++];
    if (refused_) return Error{Errc::bad_syntax, "the server asks again and again in a login"};
    refused_ = true;
    switch (way_) {
        case LoginWay::login: break;
        case LoginWay::plain: return std::string("*\r\n");  // it has one step; this ends it
        case LoginWay::xoauth2: reason_ = told_in(challenge); return std::string("\r\n");
        case LoginWay::oauthbearer:
            reason_ = told_in(challenge);
            return std::string("AQ==\r\n");  // RFC 7628 section 3.2.3
    }
    return Error{Errc::bad_syntax, "the server asks for more than a user name and a password"};
}

}  // namespace sendpath::imap
