#pragma once

#include "config/field.hpp"

namespace sendpath::config {

/// The settings of [http].
[[nodiscard]] std::span<const Field> http_fields();

}  // namespace sendpath::config
