#pragma once

#include "config/config.hpp"
#include "config/environment.hpp"

namespace sendpath::config {

/// Everything a Config is made of, as values. Later ones win: file, environment, flags.
struct Sources {
    std::string file_name = "sendpath.toml";  ///< only named in messages
    std::string file_text;                    ///< TOML; empty: no file
    Environment environment;
    std::vector<Setting> flags;
};

/// The settings of the program, each checked by itself and all together.
///
/// Errors: bad_syntax. Its detail has one line for each mistake there is, in the form
/// "sendpath.toml:12: http.listen: expected ..., found ...".
[[nodiscard]] Result<Config> load(const Sources& sources);

}  // namespace sendpath::config
