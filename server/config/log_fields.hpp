#pragma once

#include "config/field.hpp"

#include <span>

namespace sendpath::config {

/// The settings below "log.".
[[nodiscard]] std::span<const Field> log_fields();

}  // namespace sendpath::config
