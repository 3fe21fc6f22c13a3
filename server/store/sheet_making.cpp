#include "store/sheet_making.hpp"

#include "model/report_day.hpp"
#include "store/record_reader.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

constexpr std::int64_t kWindowMax = 32;  // days; longer reports count on their middle day alone

struct StoredReport {
    std::int64_t id = 0;
    std::int64_t reporter = 0;
    model::ReportDays days;
};

/// Adds what one record has for the sheet.
void add(const StoredReport& report, const FlowKey& flow, const PackedRecord& record,
         std::int64_t key, std::vector<SheetItem>& items) {
    const Outcome outcome = outcome_of(record);
    const auto on = [&](Day day, std::int64_t messages) {
        if (sheet_key(flow.domain, count(day)) != key) return;
        items.push_back({key, report.reporter, cell_of(flow.flow_class, outcome), messages});
        items.push_back({key, sources_of(outcome), flow.source, messages});
    };
    if (!report.days.several()) return on(report.days.middle, record.messages);
    const std::vector<std::int64_t> shares = report.days.spread(record.messages);
    for (std::size_t i = 0; i < shares.size(); ++i)
        on(report.days.first + std::chrono::days(i), shares[i]);
}

Result<void> add(const StoredReport& report, std::string_view packed, std::int64_t key,
                 RecordReader& reader, std::vector<SheetItem>& items) {
    RecordCursor cursor(packed);
    PackedRecord record;
    while (true) {
        const Result<bool> more = cursor.next(record);
        if (!more) return more.error().within(fmt::format("report {}", report.id));
        if (!*more) return {};
        const Result<FlowKey> flow = reader.flow(static_cast<std::int64_t>(record.flow));
        if (!flow) return flow.error();
        if (flow->domain == domain_of_sheet(key)) add(report, *flow, record, key, items);
    }
}

/// The days whose messages a sheet holds; the first and the last sheet hold all beyond, too.
DayRange days_of_sheet(std::int64_t key) {
    const DayRange all = range_of({});
    const std::int64_t day = day_of_sheet(key);
    return {day == 0 ? all.from : day, sheet_key(0, day + 1) == day ? all.to : day};
}

}  // namespace

Result<std::vector<SheetItem>> sheet_from_records(sqlite3& db, std::int64_t key,
                                                  const std::vector<std::int64_t>& related) {
    std::vector<SheetItem> items;
    RecordReader reader(db);
    const DayRange days = days_of_sheet(key);
    Result<void> read;
    const std::string sql = fmt::format(
        "SELECT report.id, reporter, begin, end, packed FROM report"
        "  JOIN record_list ON record_list.report = report.id"
        " WHERE kind = 0 AND state = 1 AND domain IN {} AND day BETWEEN ?3 AND ?4"
        "   AND (day BETWEEN ?1 AND ?2 OR flags & 2)"
        " UNION ALL "
        "SELECT report.id, reporter, begin, end, packed FROM report"
        "  JOIN record_list ON record_list.report = report.id"
        " WHERE kind = 0 AND state = 1 AND domain NOT IN {} AND day BETWEEN ?3 AND ?4"
        "   AND (day BETWEEN ?1 AND ?2 OR flags & 2) AND flags & 8",
        in_list(related), in_list(related));
    const auto asked = each_row(
        db, sql,
        [&](const Statement& row) {
            if (!read) return;
            const StoredReport report{
                row.integer(0), row.integer(1),
                model::report_days(seconds(row.integer(2)), seconds(row.integer(3)))};
            read = add(report, row.view(4), key, reader, items);
        },
        days.from, days.to, days.from - kWindowMax, days.to + kWindowMax);
    if (!asked) return asked.error();
    if (!read) return read.error();
    return items;
}

}  // namespace sendpath::store
