#pragma once

#include "base/result.hpp"

namespace sendpath::config {

/// All of a file that should be small. Errors: io (it cannot be read; also for a folder), too_large
/// over `most` octets; both name the file, never its content.
[[nodiscard]] Result<std::string> read_small_file(const std::string& name, std::size_t most);

}  // namespace sendpath::config
