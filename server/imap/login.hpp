#pragma once

#include "imap/command_text.hpp"

#include <optional>

namespace sendpath::imap {

/// Who we are to one server, and what proves it: a password, or a token of OAuth.
struct Identity {
    std::string user;
    std::string secret;
    bool is_token = false;
    std::string host;  ///< as configured; OAUTHBEARER tells it
    std::uint16_t port = 993;
};

enum class LoginWay : std::uint8_t { login, plain, xoauth2, oauthbearer };

/// The name that AUTHENTICATE has for it, "PLAIN"; "LOGIN" for the command.
[[nodiscard]] std::string_view name_of(LoginWay way);

/// The way to log in that a server offers for this kind of secret; nothing when there is none. A
/// password never goes where LOGINDISABLED stands. Source: RFC 9051 section 6.2.3.
[[nodiscard]] std::optional<LoginWay> way_to_log_in(const Capabilities& capabilities,
                                                    bool with_token);

/// What proves `identity`, in base64. Not of LoginWay::login, which has none.
/// Errors: bad_syntax (an octet in user or secret that the mechanism has no way to write).
/// Source: RFC 4616; RFC 7628; Google's and Microsoft's pages on XOAUTH2.
[[nodiscard]] Result<std::string> initial_response(LoginWay way, const Identity& identity);

/// One login from its command to its end. Send opening(); answer each "+" by answer().
class LoginExchange {
public:
    /// @param capabilities  as told on this connection, in its present state
    /// Errors: as initial_response(); bad_syntax as CommandText has it.
    [[nodiscard]] static Result<LoginExchange> begin(LoginWay way, const Identity& identity,
                                                     std::string tag,
                                                     const Capabilities& capabilities);

    [[nodiscard]] LoginWay way() const { return way_; }
    /// The command's first piece.
    [[nodiscard]] const std::string& opening() const { return command_.pieces.front(); }
    [[nodiscard]] const std::string& tag() const { return command_.tag; }
    [[nodiscard]] const std::string& shown() const { return command_.shown; }

    /// What to send when the server says "+". Once our proof is there, a further challenge tells
    /// why it was not taken: it must be answered, or the server's NO never comes.
    /// Errors: bad_syntax (the server goes on asking).
    [[nodiscard]] Result<std::string> answer(std::string_view challenge);

    /// The server's reason in its own words, when it gave one in a challenge: JSON, mostly.
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    LoginExchange(LoginWay way, Command command) : way_(way), command_(std::move(command)) {}

    LoginWay way_;
    Command command_;
    std::size_t sent_ = 1;  // of the command's pieces
    bool refused_ = false;  // a challenge came behind all of them
    std::string reason_;
};

}  // namespace sendpath::imap
