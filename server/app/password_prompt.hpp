#pragma once

#include "base/result.hpp"

namespace sendpath::app {

/// A new password: asked for twice on a terminal, which does not show it; else the first line of
/// the input, so that a program can set one and no process list shows it.
/// Errors: io (no line, or the terminal cannot be told to hide it), bad_syntax (two that differ),
/// and those of check_new_password().
[[nodiscard]] Result<std::string> new_password(std::string_view name);

}  // namespace sendpath::app
