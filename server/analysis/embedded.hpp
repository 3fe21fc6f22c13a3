#pragma once

#include "base/embedded.hpp"

#include <span>

namespace sendpath::analysis {

/// senders.tsv
[[nodiscard]] std::span<const EmbeddedFile> sender_files();

}  // namespace sendpath::analysis
