#pragma once

#include "config/config.hpp"
#include "http/setup_state.hpp"

namespace sendpath::app {

/// What the settings say about where reports shall go: to the recipients of the sink, and to the
/// users of mailboxes that are addresses.
[[nodiscard]] http::SetupState setup_state(const config::Config& config);

}  // namespace sendpath::app
