#pragma once

#include "config/setting.hpp"

#include <string_view>
#include <utility>

namespace sendpath::config {

/// Names and values of environment variables.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// Names the configuration file where --config does not; no setting of its own.
constexpr std::string_view kConfigVariable = "SENDPATH_CONFIG";

/// "http.base_path" is set by "SENDPATH_HTTP_BASE_PATH".
[[nodiscard]] std::string variable_name(std::string_view key);

/// What `environment` sets, and the variables that look like settings and are none. Variables that
/// do not begin with SENDPATH_ are nobody's business; an empty one is one that is not set, since
/// that is what compose files make of a missing value.
struct EnvironmentSettings {
    std::vector<Setting> settings;
    std::vector<std::string> mistakes;
};
[[nodiscard]] EnvironmentSettings read_environment(const Environment& environment);

}  // namespace sendpath::config
