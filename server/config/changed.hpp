#pragma once

#include "config/load.hpp"

namespace sendpath::config {

/// The keys that are set otherwise in `after` than in `before`, in order, each once.
[[nodiscard]] std::vector<std::string> changed_settings(const Sources& before,
                                                        const Sources& after);

}  // namespace sendpath::config
