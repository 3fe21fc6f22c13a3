#pragma once

#include "base/result.hpp"

struct sqlite3;

namespace sendpath::store {

/// The error a call on this connection has just given, in SQLite's own sentence: no_space (the
/// disk, the quota or the store's own bound is reached), too_large (it was interrupted, since it
/// took longer than a question may), io (everything else).
[[nodiscard]] Error trouble_of(sqlite3& db);

}  // namespace sendpath::store
