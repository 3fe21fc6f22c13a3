#pragma once

#include "config/secret.hpp"

namespace sendpath::app {

/// Puts `text` in the place of what the secret's file holds, in one step: whoever reads the file
/// finds the old or the new one. The file keeps its mode and owner where we may set them.
/// Errors: unsupported (the secret stands in the settings, not in a file), io; the detail names the
/// file and never the text.
[[nodiscard]] Result<void> rewrite_secret(const config::Secret& secret, std::string_view text);

}  // namespace sendpath::app
