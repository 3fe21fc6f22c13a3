#include "store/sheet_making.hpp"

#include "store/question.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

constexpr std::int64_t kWindowMax = 32;  // days; longer reports count on their middle day alone

/// The days whose messages a sheet holds; the first and the last sheet hold all beyond, too.
DayRange days_of_sheet(std::int64_t key) {
    const DayRange all = range_of({});
    const std::int64_t day = day_of_sheet(key);
    return {day == 0 ? all.from : day, sheet_key(0, day + 1) == day ? all.to : day};
}

}  // namespace

/// Adds what one record has for the sheet.
void SheetMaking::add(const Report& report, const FlowKey& flow, const PackedRecord& record,
                      std::int64_t key) {
    const Outcome outcome = outcome_of(record);
    const std::int64_t sources = sources_of(outcome, strangers_.has(flow.flow_class));
    const auto on = [&](Day day, std::int64_t messages) {
        if (sheet_key(flow.domain, count(day)) != key) return;
        items_.push_back({key, report.reporter, cell_of(flow.flow_class, outcome), messages});
        items_.push_back({key, sources, flow.source, messages});
    };
    if (!report.days.several()) return on(report.days.middle, record.messages);
    const std::vector<std::int64_t> shares = report.days.spread(record.messages);
    for (std::size_t i = 0; i < shares.size(); ++i)
        on(report.days.first + std::chrono::days(i), shares[i]);
}

Result<void> SheetMaking::add(const Report& report, std::string_view packed, std::int64_t key) {
    RecordCursor cursor(packed);
    PackedRecord record;
    while (true) {
        const Result<bool> more = cursor.next(record);
        if (!more) return more.error().within(fmt::format("report {}", report.id));
        if (!*more) return {};
        ++records_;
        const Result<FlowKey> flow = reader_.flow(static_cast<std::int64_t>(record.flow));
        if (!flow) return flow.error();
        if (flow->domain == domain_of_sheet(key)) add(report, *flow, record, key);
    }
}

Result<void> SheetMaking::begin(const std::vector<std::int64_t>& related) {
    // Reports on this very day, those on several days around it, and the marked ones.
    const std::string sql = fmt::format(
        "SELECT {0} INDEXED BY report_by_day WHERE {1} AND domain IN {2}"
        "   AND day BETWEEN ?1 AND ?2"
        " UNION ALL "
        "SELECT {0} INDEXED BY report_several WHERE {1} AND domain IN {2}"
        "   AND flags & 2 AND day BETWEEN ?3 AND ?4 AND day NOT BETWEEN ?1 AND ?2"
        " UNION ALL "
        "SELECT {0} INDEXED BY report_stray WHERE {1} AND domain NOT IN {2}"
        "   AND flags & 8 AND day BETWEEN ?3 AND ?4 AND (day BETWEEN ?1 AND ?2 OR flags & 2)",
        "report.id, reporter, begin, end, (SELECT packed FROM record_list WHERE report = report.id)"
        " FROM report",
        "kind = 0 AND state = 1", in_list(related));
    Result<Statement> prepared = Statement::prepare(*db_, sql);
    if (!prepared) return prepared.error();
    reports_ = *std::move(prepared);
    records_ = 0;
    return {};
}

Result<std::vector<SheetItem>> SheetMaking::from_records(std::int64_t key) {
    items_.clear();
    const DayRange days = days_of_sheet(key);
    reports_->with(days.from, days.to, days.from - kWindowMax, days.to + kWindowMax);
    while (true) {
        const Result<bool> row = reports_->step();
        if (!row) return row.error();
        if (!*row) break;
        const Report report{
            reports_->integer(0), reports_->integer(1),
            model::report_days(seconds(reports_->integer(2)), seconds(reports_->integer(3)))};
        const Result<void> read = add(report, reports_->view(4), key);
        if (!read) return read.error();
    }
    reports_->reset();
    if (failure_) return failure_.error();
    return items_;
}

}  // namespace sendpath::store
