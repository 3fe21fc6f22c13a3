#pragma once

#include "ingest/outcome.hpp"

#include <string>

namespace sendpath::app {

/// The end of long work in words, several lines: taken, duplicates, held by reason, skipped
/// records.
[[nodiscard]] std::string summary(const ingest::Tally& tally, std::string_view verb);

}  // namespace sendpath::app
