#include "store/compress.hpp"
#include "store/queries.hpp"
#include "store/statement.hpp"

namespace sendpath::store {
namespace {

constexpr std::size_t kRawMax = std::size_t{1} << 30U;  // octets; what went in was within its limit

template <class... Values>
Result<std::optional<RawMessage>> raw_of(sqlite3& db, std::string_view sql,
                                         const Values&... values) {
    std::optional<RawMessage> raw;
    std::string packed;
    const auto asked = each_row(
        db, sql,
        [&](const Statement& row) {
            raw = RawMessage{.octets = {},
                             .name = row.text(1),
                             .part = row.text(2),
                             .received = seconds(row.integer(3)),
                             .trace = row.text(4)};
            packed = row.text(0);
        },
        values...);
    if (!asked) return asked.error();
    if (!raw) return std::optional<RawMessage>();
    Result<std::string> octets = decompressed(packed, kRawMax);
    if (!octets) return octets.error();
    raw->octets = *std::move(octets);
    return raw;
}

}  // namespace

Result<std::optional<RawMessage>> raw_of_report(sqlite3& db, model::ReportId id) {
    return raw_of(db,
                  "SELECT octets, name, part, intake.received,"
                  " coalesce((SELECT trace FROM envelope WHERE intake = intake.id"
                  "  ORDER BY id LIMIT 1), '')"
                  " FROM report"
                  "  JOIN intake ON intake.id = report.intake"
                  "  JOIN raw ON raw.intake = report.intake WHERE report.id = ?1",
                  id.value);
}

Result<std::optional<RawMessage>> raw_of_held(sqlite3& db, std::int64_t id) {
    return raw_of(db,
                  "SELECT octets, name, part, intake.received,"
                  " coalesce((SELECT trace FROM envelope WHERE intake = intake.id"
                  "  ORDER BY id LIMIT 1), '')"
                  " FROM held"
                  "  JOIN intake ON intake.id = held.intake"
                  "  JOIN raw ON raw.intake = held.intake WHERE held.id = ?1",
                  id);
}

}  // namespace sendpath::store
