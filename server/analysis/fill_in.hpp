#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace sendpath::analysis {

using Blanks = std::span<const std::pair<std::string_view, std::string>>;

/// `text` with each "{name}" that has a value replaced by it; the others stay. Values are not
/// looked through again.
[[nodiscard]] std::string fill_in(std::string_view text, Blanks values);

/// Whether a "{name}" is left.
[[nodiscard]] bool has_blank(std::string_view text);

}  // namespace sendpath::analysis
