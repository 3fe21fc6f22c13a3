#pragma once

#include "config/field.hpp"

#include <string>
#include <vector>

namespace sendpath::config {

/// The settings of [smtp].
[[nodiscard]] std::span<const Field> smtp_fields();

/// Settings that are sound each by itself, and not together.
struct Contradiction {
    std::string key;     ///< the one to change
    std::string detail;  ///< why, and how
};
[[nodiscard]] std::vector<Contradiction> contradictions(const Config& config);

}  // namespace sendpath::config
