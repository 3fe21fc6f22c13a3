#include "store/connection.hpp"

#include "store/schema.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

constexpr int kBusyMs = 5'000;  // another process holds the write lock: wait this long

Error told(sqlite3* db, const std::filesystem::path& path) {
    const char* why = db == nullptr ? "no memory" : sqlite3_errmsg(db);
    std::string what = fmt::format("store {}: {}", path.string(), why);
    switch (db == nullptr ? SQLITE_NOMEM : sqlite3_errcode(db)) {
        case SQLITE_CANTOPEN:
            what += "; does its folder exist, and may this user write there?";
            break;
        case SQLITE_NOTADB: return {Errc::unsupported, what + "; name another file with --store"};
        case SQLITE_READONLY:
        case SQLITE_PERM: what += "; this user may not write there"; break;
        case SQLITE_FULL: return {Errc::no_space, what + "; free some space and run it again"};
        case SQLITE_BUSY: what += "; is another sendpath at work on it?"; break;
        default: break;
    }
    return {Errc::io, what};
}

/// SQLite counts its memory under one lock, at every allocation, for figures that nobody here asks
/// for. It can only be told before the first connection.
void leave_memory_uncounted() {
    [[maybe_unused]] static const int told_once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

Result<Connection> open(const std::filesystem::path& path, int flags) {
    leave_memory_uncounted();
    sqlite3* raw = nullptr;
    const int outcome = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection db(raw);
    if (outcome != SQLITE_OK) return told(raw, path);
    sqlite3_extended_result_codes(raw, 0);
    sqlite3_busy_timeout(raw, kBusyMs);
    return db;
}

Result<void> run_or_tell(sqlite3& db, const std::filesystem::path& path, const char* sql) {
    if (sqlite3_exec(&db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return told(&db, path);
    return {};
}

}  // namespace

void CloseConnection::operator()(sqlite3* db) const noexcept {
    sqlite3_close_v2(db);
}

Result<void> run(sqlite3& db, const char* sql) {
    if (sqlite3_exec(&db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return trouble_of(db);
    return {};
}

Result<Connection> open_for_writing(const std::filesystem::path& path) {
    auto db = open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!db) return db;
    // Look before touching: a file of somebody else must stay as it is.
    const auto ours = check_is_ours(**db);
    if (!ours) return ours.error().within("store " + path.string());
    const auto prepared = run_or_tell(**db, path,
                                      "PRAGMA journal_mode = WAL;"
                                      "PRAGMA synchronous = FULL;"
                                      "PRAGMA foreign_keys = OFF;"
                                      "PRAGMA secure_delete = FAST;"
                                      "PRAGMA temp_store = MEMORY;"
                                      // KiB; more made no import faster: the system keeps the
                                      // pages anyway
                                      "PRAGMA cache_size = -8192;"
                                      "PRAGMA journal_size_limit = 67108864;"
                                      "PRAGMA wal_autocheckpoint = 4000;");  // pages
    if (!prepared) return prepared.error();
    const auto upgraded = upgrade(**db);
    if (!upgraded) return upgraded.error().within("store " + path.string());
    return db;
}

Result<Connection> open_for_reading(const std::filesystem::path& path) {
    auto db = open(path, SQLITE_OPEN_READONLY);
    if (!db) return db;
    const auto ours = check_is_ours(**db);
    if (!ours) return ours.error().within("store " + path.string());
    const auto prepared = run_or_tell(**db, path,
                                      "PRAGMA query_only = ON;"
                                      "PRAGMA temp_store = MEMORY;"
                                      "PRAGMA cache_size = -8192;");
    if (!prepared) return prepared.error();
    return db;
}

}  // namespace sendpath::store
