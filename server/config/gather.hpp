#pragma once

#include "config/command_line.hpp"
#include "config/load.hpp"

namespace sendpath::config {

/// The most octets read of a configuration file.
constexpr std::size_t kLargestConfigFile = 1U << 20U;

/// Reads what load() needs from the outside world: the file that --config or else SENDPATH_CONFIG
/// names (none: no file), the environment as main() finds it in `environ`, and the flags.
/// Errors: io (the file cannot be read), too_large.
[[nodiscard]] Result<Sources> gather(const CommandLine& line, const char* const* environment);

}  // namespace sendpath::config
