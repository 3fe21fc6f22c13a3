#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace sendpath::config {

/// The value of a setting as it was written. A file gives any of the kinds; the environment and
/// flags give text, which each reader understands as well.
using Written = std::variant<std::string, std::int64_t, bool, std::vector<std::string>>;

/// One thing somebody set, and where.
struct Setting {
    std::string key;     ///< "http.listen"
    std::string origin;  ///< "sendpath.toml:12", "SENDPATH_HTTP_LISTEN", "--listen"
    Written value;
    /// Which element of a list of tables ([[imap]]) it stands in; nullopt outside of one.
    std::optional<std::size_t> element;
};

}  // namespace sendpath::config
