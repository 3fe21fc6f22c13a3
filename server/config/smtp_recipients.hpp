#pragma once

#include "config/config.hpp"
#include "config/setting.hpp"

namespace sendpath::config {

// The list smtp.recipients: of texts, of tables with `address` and `takes`, or of both. Each takes
// a setting as Field::take does.

[[nodiscard]] Result<void> take_recipients(Config& config, const Setting& setting);
[[nodiscard]] Result<void> take_recipient_address(Config& config, const Setting& setting);
[[nodiscard]] Result<void> take_recipient_takes(Config& config, const Setting& setting);

}  // namespace sendpath::config
