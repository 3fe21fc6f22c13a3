#pragma once

#include <span>
#include <string_view>

namespace sendpath::http {

/// A file that was built into the program (cmake/EmbedFiles.cmake).
struct EmbeddedFile {
    std::string_view path;  ///< "assets/index-4f2a.js"
    std::string_view octets;
};

/// The built dashboard, or the page that stands in for it.
[[nodiscard]] std::span<const EmbeddedFile> dashboard_files();

/// openapi.json
[[nodiscard]] std::span<const EmbeddedFile> schema_files();

}  // namespace sendpath::http
