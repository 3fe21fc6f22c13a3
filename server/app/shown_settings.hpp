#pragma once

#include "config/config.hpp"
#include "http/settings_state.hpp"

namespace sendpath::app {

/// What the API tells of the configuration.
[[nodiscard]] http::SettingsState shown_settings(const config::Config& config);

}  // namespace sendpath::app
