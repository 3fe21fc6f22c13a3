#pragma once

#include "config/field.hpp"

namespace sendpath::config {

/// The settings of [dns].
[[nodiscard]] std::span<const Field> dns_fields();

}  // namespace sendpath::config
