#pragma once

#include "config/config.hpp"
#include "config/setting.hpp"

#include <span>

namespace sendpath::config {

/// A setting this program knows. A new one is a new line in the table of its section (fields.cpp,
/// http_fields.cpp, smtp_fields.cpp, log_fields.cpp, imap_fields.cpp); file, environment and the
/// check for unknown keys follow from it.
struct Field {
    std::string_view key;  ///< "http.listen"

    /// Puts what was written into the Config, or says what it expected instead.
    Result<void> (*take)(Config& config, const Setting& setting);

    bool repeated = false;  ///< stands in a list of tables ([[imap]]), once in each
};

/// Every known setting, section by section.
[[nodiscard]] std::span<const Field> fields();

/// nullptr when there is no such setting.
[[nodiscard]] const Field* find_field(std::string_view key);

}  // namespace sendpath::config
