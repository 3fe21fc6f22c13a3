#pragma once

#include "config/config.hpp"
#include "config/setting.hpp"

namespace sendpath::config {

/// The account that a setting of [[imap]] is about, made when it is the first to be set.
/// Errors: bad_syntax (the setting names no account, and there are several).
[[nodiscard]] Result<ImapAccount*> account_of(Config& config, const Setting& setting);

// Each reads a written value as one kind that only [[imap]] has. Errors: as those of kinds.hpp;
// none of the texts that could be a secret is in them.

/// A password or token as it stands, without control characters.
[[nodiscard]] Result<std::string> read_secret(const Written& value);

/// A name or an address of a server, in lower case.
[[nodiscard]] Result<std::string> read_host(const Written& value);

/// A text without control characters, which no field of the protocol can carry.
[[nodiscard]] Result<std::string> read_line(const Written& value, std::string_view what);

/// Names of folders, at least one.
[[nodiscard]] Result<std::vector<std::string>> read_folders(const Written& value);

/// 64 hex digits in lower case; colons between them and their case are the writer's own.
[[nodiscard]] Result<std::string> read_fingerprint(const Written& value);

/// A program and its arguments.
[[nodiscard]] Result<std::vector<std::string>> read_command(const Written& value);

/// An https URL; http is let through to this machine alone, since a secret goes there.
[[nodiscard]] Result<std::string> read_token_url(const Written& value);

}  // namespace sendpath::config
