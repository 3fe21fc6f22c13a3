#include "store/trouble.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace sendpath::store {
namespace {

/// SQLite says SQLITE_FULL of a write that found no room. When it is the file system that tells so
/// late, while a file is extended, mapped or synced, it is an I/O error with the system's number.
bool is_full(sqlite3& db, int code) {
    if (code == SQLITE_FULL) return true;
    if (code != SQLITE_IOERR && code != SQLITE_CANTOPEN) return false;
    const int why = sqlite3_system_errno(&db);
    return why == ENOSPC || why == EDQUOT;
}

}  // namespace

Error trouble_of(sqlite3& db) {
    const int code = sqlite3_extended_errcode(&db) & 0xff;
    if (code == SQLITE_INTERRUPT) return {Errc::too_large, "took too long"};
    return {is_full(db, code) ? Errc::no_space : Errc::io, sqlite3_errmsg(&db)};
}

}  // namespace sendpath::store
