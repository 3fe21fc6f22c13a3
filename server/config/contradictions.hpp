#pragma once

#include "config/config.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sendpath::config {

/// Settings that are sound each by itself, and not together.
struct Contradiction {
    std::string key;                                    ///< the one to change
    std::string detail;                                 ///< why, and how
    std::optional<std::size_t> element = std::nullopt;  ///< as Setting::element
};
[[nodiscard]] std::vector<Contradiction> contradictions(const Config& config);

}  // namespace sendpath::config
