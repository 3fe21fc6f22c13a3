#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sendpath::config {

/// How many letters must be put in, left out, changed or swapped with their neighbour to make `b`
/// of `a`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The one of `known` that whoever wrote `word` most likely meant: a third of its letters may be
/// wrong. Failing that, the first of `known` whose last part (after the final dot) is the last part
/// of `word`, since a key is easily put under the wrong section. Empty when nothing is near.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> known);

}  // namespace sendpath::config
