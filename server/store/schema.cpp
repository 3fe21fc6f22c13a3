#include "store/schema.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

constexpr std::int64_t kApplication = 0x53507468;  // "SPth" in the header of the file

}  // namespace

Result<void> check_is_ours(sqlite3& db) {
    const auto application = one_integer(db, "PRAGMA application_id");
    if (!application && sqlite3_errcode(&db) == SQLITE_NOTADB)
        return Error{Errc::unsupported,
                     "this file is not a Sendpath store; name another one with --store"};
    if (!application) return application.error();
    const auto version = one_integer(db, "PRAGMA user_version");
    if (!version) return version.error();
    const auto tables = one_integer(db, "SELECT count(*) FROM sqlite_schema");
    if (!tables) return tables.error();
    if (*application == 0 && *version == 0 && *tables == 0) return {};
    if (*application != kApplication)
        return Error{Errc::unsupported,
                     "this database belongs to another program; name another file with --store"};
    const int known = schema_steps().back().version;
    if (*version > known)
        return Error{
            Errc::unsupported,
            fmt::format("it was written by a newer Sendpath (schema {}, this program knows "
                        "{}); run that version, or name another file with --store",
                        *version, known)};
    return {};
}

Result<void> upgrade(sqlite3& db) {
    for (const SchemaStep& step : schema_steps()) {
        if (const auto begun = run(db, "BEGIN IMMEDIATE"); !begun) return begun.error();
        const auto version = one_integer(db, "PRAGMA user_version");
        if (!version) return version.error();
        Result<void> done;
        if (*version < step.version) {
            const std::string sql =
                fmt::format("{}\n;PRAGMA application_id = {};PRAGMA user_version = {};", step.sql,
                            kApplication, step.version);
            done = run(db, sql.c_str());
        }
        if (done) done = run(db, "COMMIT");
        if (!done) {
            if (sqlite3_get_autocommit(&db) == 0)
                sqlite3_exec(&db, "ROLLBACK", nullptr, nullptr, nullptr);
            return done.error().within(step.name);
        }
    }
    return {};
}

}  // namespace sendpath::store
