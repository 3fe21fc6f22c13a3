#pragma once

#include "config/field.hpp"

namespace sendpath::config {

/// The settings of [[imap]]. Outside of a list, as [imap] and the environment have them, they are
/// of the only account.
[[nodiscard]] std::span<const Field> imap_fields();

}  // namespace sendpath::config
