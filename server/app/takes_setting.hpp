#pragma once

#include "config/config.hpp"
#include "ingest/takes_now.hpp"

namespace sendpath::app {

/// What each recipient takes by `smtp.recipients`.
[[nodiscard]] ingest::TakesNow takes_by(const config::Config& config);

}  // namespace sendpath::app
