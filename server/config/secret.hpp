#pragma once

#include "base/result.hpp"

namespace sendpath::config {

/// A password or token: the words themselves, or the file they stand in. A file is read when the
/// secret is needed, so that a renewed one is used without a restart.
struct Secret {
    std::string text;       ///< from `password = "..."`
    std::string file_name;  ///< from `password_file = "..."`; wins over text

    [[nodiscard]] bool given() const { return !text.empty() || !file_name.empty(); }
};

/// The most octets read of a secret's file: what a token of any known provider stays far under.
constexpr std::size_t kLargestSecret = 64U << 10U;

/// The words of `secret`, without the line ends after them (every editor adds one).
/// Errors: io (the file cannot be read; its name is told, never its content), too_large,
/// missing_field (nothing in it).
[[nodiscard]] Result<std::string> reveal(const Secret& secret);

}  // namespace sendpath::config
