#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace sendpath::imap {

/// What proves who we are: a password, or a token of OAuth.
struct Credential {
    std::string secret;
    bool is_token = false;

    friend bool operator==(const Credential&, const Credential&) = default;
};

/// Reads a secret from where it stands, anew each time, so that a renewed one needs no restart.
using SecretReader = std::function<Result<std::string>()>;

/// Where the credential of one account comes from. Lives on the socket thread, serves all
/// connections of the account, and must outlive every get() that runs.
class CredentialSource {
public:
    CredentialSource() = default;
    CredentialSource(const CredentialSource&) = delete;
    CredentialSource& operator=(const CredentialSource&) = delete;
    virtual ~CredentialSource() = default;

    /// The credential to log in with now. No detail of an error has a secret in it.
    /// Errors: missing_field (there is none to be had here: no file, an empty one, a command that
    /// fails), bad_syntax (whoever gives out tokens refuses to: somebody must act), io, timeout (it
    /// could not be asked, or has trouble: asking again may help).
    virtual boost::asio::awaitable<Result<Credential>> get() = 0;

    /// The mail server did not take `credential`: it is not given out a second time out of memory.
    virtual void refused(const Credential& /*credential*/) {}

    /// True when the get() after a refused() gives another credential, so that trying again at once
    /// may help.
    [[nodiscard]] virtual bool can_renew() const { return false; }
};

[[nodiscard]] std::unique_ptr<CredentialSource> password_from(SecretReader reader);
[[nodiscard]] std::unique_ptr<CredentialSource> token_from(SecretReader reader);

}  // namespace sendpath::imap
