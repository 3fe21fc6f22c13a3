#pragma once

#include "config/load.hpp"

#include <functional>

namespace sendpath::app {

/// Reads the settings again while the server runs.
class SettingsReload {
public:
    using Reread = std::function<Result<config::Sources>()>;

    /// @param began  what the server was started with
    SettingsReload(config::Sources began, Reread reread);

    struct News {
        config::Config config;                ///< all of it, as it is written now
        std::vector<std::string> at_once;     ///< keys that changed and need no new start
        std::vector<std::string> at_restart;  ///< keys that are not as the server began with
    };
    /// After an error all stays as it was. Errors: as config::gather() and config::load().
    [[nodiscard]] Result<News> read();

private:
    config::Sources began_;
    config::Sources now_;
    Reread reread_;
};

}  // namespace sendpath::app
