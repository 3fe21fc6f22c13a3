#pragma once

#include <string_view>

namespace sendpath {

/// A file that was built into the program (cmake/EmbedFiles.cmake).
struct EmbeddedFile {
    std::string_view path;  ///< "assets/index-4f2a.js"
    std::string_view octets;
};

}  // namespace sendpath
