#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <memory>

struct sqlite3;

namespace sendpath::store {

struct CloseConnection {
    void operator()(sqlite3* db) const noexcept;
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

/// Opens the store at `path` for writing, makes it when there is none, and brings its schema up to
/// this version's. Every commit is on disk when it returns (WAL, synchronous=FULL).
///
/// Errors: io (with what to do: folder missing, no right to write, locked by another process),
/// no_space, unsupported (a file that is not a store of ours, or of a newer version).
[[nodiscard]] Result<Connection> open_for_writing(const std::filesystem::path& path);

/// Opens the store at `path` for reading only. Errors: as above; bad_syntax never.
[[nodiscard]] Result<Connection> open_for_reading(const std::filesystem::path& path);

/// Runs one statement without values and without rows. Errors: as trouble_of().
[[nodiscard]] Result<void> run(sqlite3& db, const char* sql);

}  // namespace sendpath::store
