#include "store/trouble.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace sendpath::store {
namespace {

/// SQLite says SQLITE_FULL of a write that found no room. Of a quota, and where the file system
/// tells late, while a file is extended or synced, it says no more than that there was an I/O
/// error, and sqlite3_system_errno() knows nothing of a COMMIT. The system's own number is still
/// there, since calls that succeed leave it alone.
bool is_full(int code, int system) {
    if (code == SQLITE_FULL) return true;
    if (code != SQLITE_IOERR && code != SQLITE_CANTOPEN) return false;
    return system == ENOSPC || system == EDQUOT;
}

}  // namespace

Error trouble_of(sqlite3& db) {
    const int system = errno;
    const int code = sqlite3_extended_errcode(&db) & 0xff;
    if (code == SQLITE_INTERRUPT) return {Errc::too_large, "took too long"};
    return {is_full(code, system) ? Errc::no_space : Errc::io, sqlite3_errmsg(&db)};
}

}  // namespace sendpath::store
