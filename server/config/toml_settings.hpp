#pragma once

#include "config/setting.hpp"

#include <string_view>

namespace sendpath::config {

/// What a TOML text sets, and what in it no setting can be.
struct TomlSettings {
    std::vector<Setting> settings;      ///< in the order of their lines
    std::vector<std::string> mistakes;  ///< each with file and line
};

/// Reads `text`; nested tables become dotted keys. `file_name` is only named in origins. A text
/// that is no TOML is one mistake, since the reader cannot go on behind it.
/// Source: TOML 1.0.
[[nodiscard]] TomlSettings read_toml(std::string_view text, std::string_view file_name);

}  // namespace sendpath::config
