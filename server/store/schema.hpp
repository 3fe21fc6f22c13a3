#pragma once

#include "base/result.hpp"

#include <span>

struct sqlite3;

namespace sendpath::store {

/// A numbered file of schema/, embedded. Step n brings a store of version n - 1 to version n.
struct SchemaStep {
    int version = 0;
    std::string_view name;
    std::string_view sql;
};
[[nodiscard]] std::span<const SchemaStep> schema_steps();

/// True for an empty file and for a store of this version or an older one; changes nothing.
/// Errors: unsupported (not a store of ours, or newer than this program), io.
[[nodiscard]] Result<void> check_is_ours(sqlite3& db);

/// Runs the steps that are missing, each in a transaction. Errors: io; the store is then as before
/// the step that failed.
[[nodiscard]] Result<void> upgrade(sqlite3& db);

}  // namespace sendpath::store
