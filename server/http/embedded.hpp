#pragma once

#include "base/embedded.hpp"

#include <span>

namespace sendpath::http {

/// The built dashboard, or the page that stands in for it.
[[nodiscard]] std::span<const EmbeddedFile> dashboard_files();

/// openapi.json
[[nodiscard]] std::span<const EmbeddedFile> schema_files();

}  // namespace sendpath::http
