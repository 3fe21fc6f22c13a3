#pragma once

#include "config/field.hpp"

namespace sendpath::config {

/// The settings of [smtp].
[[nodiscard]] std::span<const Field> smtp_fields();

}  // namespace sendpath::config
