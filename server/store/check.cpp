#include "store/check.hpp"

#include "store/connection.hpp"
#include "store/queries.hpp"
#include "store/record_reader.hpp"
#include "store/rollup.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

/// The rollups again, made from the records alone, in temporary tables of the same names.
constexpr const char* kScratch = R"sql(
    CREATE TABLE temp.flow_day (
        domain INTEGER, day INTEGER, flow INTEGER, outcome INTEGER, source INTEGER,
        messages INTEGER, PRIMARY KEY (domain, day, flow, outcome)) WITHOUT ROWID;
    CREATE TABLE temp.domain_day (
        domain INTEGER, day INTEGER, outcome INTEGER, messages INTEGER,
        PRIMARY KEY (domain, day, outcome)) WITHOUT ROWID;
    CREATE TABLE temp.reporter_day (
        domain INTEGER, day INTEGER, reporter INTEGER, reports INTEGER, records INTEGER,
        messages INTEGER, PRIMARY KEY (domain, day, reporter)) WITHOUT ROWID;
    CREATE TABLE temp.policy_day (
        domain INTEGER, day INTEGER, policy INTEGER, reports INTEGER,
        PRIMARY KEY (domain, day, policy)) WITHOUT ROWID;
    CREATE TABLE temp.path_sheet (key INTEGER PRIMARY KEY, compacted INTEGER, runs BLOB);
    CREATE TABLE temp.stale_sheet (key INTEGER PRIMARY KEY);
    CREATE TABLE temp.sheet_version (key INTEGER PRIMARY KEY, version INTEGER);
)sql";

struct Rollups {
    const char* table;
    const char* columns;
};
constexpr Rollups kRollups[] = {
    {"flow_day", "domain, day, flow, outcome, source, messages"},
    {"domain_day", "domain, day, outcome, messages"},
    {"reporter_day", "domain, day, reporter, reports, records, messages"},
    {"policy_day", "domain, day, policy, reports"},
};

void fault(CheckResult& result, std::string sentence) {
    if (result.faults.size() < kFaultsMax) result.faults.push_back(std::move(sentence));
}

Result<void> check_structure(sqlite3& db, CheckResult& result) {
    return each_row(db, "PRAGMA main.integrity_check(20)", [&](const Statement& row) {
        if (row.view(0) != "ok") fault(result, "file: " + row.text(0));
    });
}

/// Sums all records of counted reports once more.
Result<void> sum_records(sqlite3& db, Rollup& sums, CheckResult& result) {
    RecordReader reader(db);
    std::vector<RollupRecord> records;
    return each_row(
        db,
        "SELECT report.id, domain, reporter, policy, begin, end, records, messages, packed, state"
        "  FROM report LEFT JOIN record_list ON record_list.report = report.id WHERE kind = 0",
        [&](const Statement& row) {
            records.clear();
            std::int64_t messages = 0;
            std::int64_t seen = 0;
            RecordCursor cursor(row.view(8));
            PackedRecord one;
            while (true) {
                const Result<bool> more = cursor.next(one);
                if (!more)
                    fault(result,
                          fmt::format("report {}: {}", row.integer(0), more.error().detail));
                if (!more || !*more) break;
                const Result<FlowKey> key = reader.flow(static_cast<std::int64_t>(one.flow));
                if (!key) {
                    fault(result, fmt::format("report {}: {}", row.integer(0), key.error().detail));
                    break;
                }
                records.push_back({.flow = {static_cast<std::int64_t>(one.flow), key->domain,
                                            key->source, key->flow_class},
                                   .outcome = outcome_of(one),
                                   .messages = one.messages});
                messages += one.messages;
                ++seen;
            }
            if (seen != row.integer(6) || messages != row.integer(7))
                fault(result,
                      fmt::format("report {}: its row says {} records and {} messages, its "
                                  "list holds {} and {}",
                                  row.integer(0), row.integer(6), row.integer(7), seen, messages));
            if (row.integer(9) != static_cast<std::int64_t>(ReportState::counted)) return;
            ++result.reports;
            result.records += seen;
            result.messages += messages;
            sums.count({row.integer(1), row.integer(2), row.integer(3), seconds(row.integer(4)),
                        seconds(row.integer(5))},
                       records, +1);
        });
}

/// Rows that only one side has.
Result<void> compare(sqlite3& db, const Rollups& rollups, CheckResult& result) {
    const std::string sql = fmt::format(
        "SELECT (SELECT count(*) FROM (SELECT {0} FROM main.{1} EXCEPT SELECT {0} FROM "
        "temp.{1}))"
        "     , (SELECT count(*) FROM (SELECT {0} FROM temp.{1} EXCEPT SELECT {0} FROM "
        "main.{1}))",
        rollups.columns, rollups.table);
    return each_row(db, sql, [&](const Statement& row) {
        if (row.integer(0) == 0 && row.integer(1) == 0) return;
        fault(result, fmt::format("{}: {} rows are not what the records say, {} are missing",
                                  rollups.table, row.integer(0), row.integer(1)));
    });
}

/// The items of a sheet, however it is written.
Result<std::vector<SheetItem>> items_of(std::int64_t key, std::string_view runs) {
    std::vector<SheetItem> items;
    const Result<void> read = unpack(key, runs, items);
    if (!read) return read.error();
    put_in_order(items);
    return items;
}

/// Sheets are compared by what they say: the order of their runs is as reports came. What is stale
/// is known to be otherwise.
Result<void> compare_sheets(sqlite3& db, CheckResult& result) {
    return each_row(
        db,
        "SELECT key, kept.runs, made.runs FROM main.path_sheet AS kept"
        "  FULL JOIN temp.path_sheet AS made USING (key)"
        " WHERE key NOT IN (SELECT key FROM main.stale_sheet)",
        [&](const Statement& row) {
            const std::int64_t key = row.integer(0);
            const auto kept = items_of(key, row.view(1));
            const auto made = items_of(key, row.view(2));
            if (kept && made && *kept == *made) return;
            fault(result, fmt::format("path_sheet: domain {} on {} is not what the records say",
                                      domain_of_sheet(key), time::date(day(day_of_sheet(key)))));
        });
}

/// A flow's class is of a path of its From domain.
Result<void> check_classes(sqlite3& db, CheckResult& result) {
    return each_row(db,
                    "SELECT flow.id FROM flow LEFT JOIN flow_class ON flow_class.id = flow.class"
                    "  LEFT JOIN path ON path.id = path"
                    " WHERE flow.class <> 0 AND path.domain IS NOT flow.domain LIMIT 20",
                    [&](const Statement& row) {
                        fault(result, fmt::format("flow {} is in a class of no path of its domain",
                                                  row.integer(0)));
                    });
}

}  // namespace

Result<CheckResult> check(const std::filesystem::path& path) {
    auto db = open_for_reading(path);
    if (!db) return db.error();
    CheckResult result;
    // Only temporary tables are written: the store itself was opened read-only and stays so.
    Result<void> done = run(**db, "PRAGMA query_only = OFF; PRAGMA temp_store = FILE; BEGIN;");
    if (done) done = run(**db, kScratch);
    if (done) done = check_structure(**db, result);
    Failure failure;
    Rollup sums(**db, failure, "temp");
    if (done) done = sum_records(**db, sums, result);
    sums.flush();
    if (failure) return failure.error();
    for (const Rollups& rollups : kRollups)
        if (done) done = compare(**db, rollups, result);
    if (done) done = compare_sheets(**db, result);
    if (done) done = check_classes(**db, result);
    if (!done) return done.error();
    return result;
}

}  // namespace sendpath::store
