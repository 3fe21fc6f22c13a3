#pragma once

#include <cstdint>

namespace sendpath::config {

/// What the server tells on its standard output.
struct Log {
    enum class Format : std::uint8_t { text, json };
    enum class Level : std::uint8_t { debug, info, warning, error };

    Format format = Format::text;
    Level level = Level::info;  ///< and what weighs more
};

}  // namespace sendpath::config
