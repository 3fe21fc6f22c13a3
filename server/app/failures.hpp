#pragma once

#include "base/result.hpp"
#include "config/command_line.hpp"

namespace sendpath::app {

/// Prints one sentence and gives the exit code that fits: store_failed for a store that cannot be
/// used, system_failed for a full disk and the like.
[[nodiscard]] config::ExitCode store_failure(const Error& error);

}  // namespace sendpath::app
