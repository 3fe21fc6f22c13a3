#pragma once

#include "imap/credential.hpp"

#include <chrono>
#include <vector>

namespace sendpath::imap {

/// What a token command may cost.
struct TokenCommandLimits {
    std::chrono::milliseconds time{30'000};
    std::size_t output = 64U << 10U;  ///< octets
};

/// The token that a program of the operator prints, run for each login, one at a time.
///
/// No shell reads `argv`: the first word is the program, looked for in PATH unless it has a slash.
/// It gets our environment, nothing to read, and none of our sockets and files; what it says on
/// standard error is not looked at. Beyond `limits` it is killed, with what it started.
///
/// Errors of get(): missing_field (it cannot be run, fails, or prints no token), timeout.
[[nodiscard]] std::unique_ptr<CredentialSource> token_from_command(std::vector<std::string> argv,
                                                                   TokenCommandLimits limits = {});

}  // namespace sendpath::imap
