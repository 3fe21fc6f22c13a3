#pragma once

#include "config/config.hpp"
#include "http/access.hpp"

struct sqlite3;

namespace sendpath::app {

/// Who may ask, by [http].
[[nodiscard]] http::Access http_access(const config::Config::Http& http);

/// A server that other machines reach must have an account to protect it. Errors: missing_field,
/// with what to do; those of the store.
[[nodiscard]] Result<void> check_protected(const config::Config& config);

}  // namespace sendpath::app
