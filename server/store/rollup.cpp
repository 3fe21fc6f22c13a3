#include "store/rollup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace sendpath::store {
namespace {

constexpr std::int64_t kAllDomains = 0;        // domain_day.domain
constexpr std::size_t kGatheredMax = 200'000;  // rows kept before they are written, about 10 MB

/// Sorts rows by their key and adds up those that share it.
template <class Row, class Key, class Add>
void merge(std::vector<Row>& rows, Key key, Add add) {
    std::ranges::sort(rows, {}, key);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (kept > 0 && key(rows[kept - 1]) == key(rows[i]))
            add(rows[kept - 1], rows[i]);
        else
            rows[kept++] = rows[i];
    }
    rows.resize(kept);
}

}  // namespace

Rollup::Rollup(sqlite3& db, Failure& failure, std::string_view schema)
    : sheets_(db, failure, schema),
      flow_day_rows_(
          db, failure,
          fmt::format("{}.flow_day(domain, day, flow, outcome, source, messages)", schema), 6,
          "DO UPDATE SET messages = messages + excluded.messages"),
      domain_day_rows_(db, failure,
                       fmt::format("{}.domain_day(domain, day, outcome, messages)", schema), 4,
                       "DO UPDATE SET messages = messages + excluded.messages"),
      reporter_day_rows_(
          db, failure,
          fmt::format("{}.reporter_day(domain, day, reporter, reports, records, messages)", schema),
          6,
          "DO UPDATE SET reports = reports + excluded.reports,"
          " records = records + excluded.records, messages = messages + excluded.messages"),
      policy_day_rows_(db, failure,
                       fmt::format("{}.policy_day(domain, day, policy, reports)", schema), 4,
                       "DO UPDATE SET reports = reports + excluded.reports"),
      drop_flow_day_(db, failure,
                     fmt::format("DELETE FROM {}.flow_day WHERE domain = ?1 AND day = ?2"
                                 " AND flow = ?3 AND outcome = ?4 AND messages = 0",
                                 schema)),
      drop_domain_day_(db, failure,
                       fmt::format("DELETE FROM {}.domain_day WHERE domain = ?1 AND day = ?2"
                                   " AND outcome = ?3 AND messages = 0",
                                   schema)),
      drop_reporter_day_(db, failure,
                         fmt::format("DELETE FROM {}.reporter_day WHERE domain = ?1 AND day = ?2"
                                     " AND reporter = ?3 AND reports = 0",
                                     schema)),
      drop_policy_day_(db, failure,
                       fmt::format("DELETE FROM {}.policy_day WHERE domain = ?1 AND day = ?2"
                                   " AND policy = ?3 AND reports = 0",
                                   schema)) {}

void Rollup::count(const RollupReport& report, std::span<const RollupRecord> records, int sign) {
    const model::ReportDays days = model::report_days(report.begin, report.end);
    std::int64_t messages = 0;
    for (const RollupRecord& record : records) {
        messages += record.messages;
        const auto add = [&](Day day, std::int64_t share) {
            if (share == 0) return;
            flow_days_.push_back({record.flow.domain, sendpath::count(day), record.flow.flow,
                                  record.outcome, record.flow.source, sign * share});
            sheets_.count({.domain = record.flow.domain,
                           .day = sendpath::count(day),
                           .reporter = report.reporter,
                           .flow_class = record.flow.flow_class,
                           .source = record.flow.source,
                           .outcome = record.outcome,
                           .messages = sign * share});
        };
        if (!days.several()) {
            add(days.middle, record.messages);
            continue;
        }
        const std::vector<std::int64_t> shares = days.spread(record.messages);
        for (std::size_t i = 0; i < shares.size(); ++i)
            add(days.first + std::chrono::days(i), shares[i]);
    }
    reporter_days_.push_back({report.domain, sendpath::count(days.middle), report.reporter, sign,
                              sign * static_cast<std::int64_t>(records.size()), sign * messages});
    if (report.policy != 0)
        policy_days_.push_back({report.domain, sendpath::count(days.middle), report.policy, sign});
    if (sign < 0) taken_ = true;
    if (flow_days_.size() > kGatheredMax) flush();
}

void Rollup::flush() {
    merge(
        flow_days_,
        [](const FlowDay& row) { return std::tie(row.domain, row.day, row.flow, row.outcome); },
        [](FlowDay& kept, const FlowDay& more) { kept.messages += more.messages; });
    flush_flow_days();
    flush_domain_days(totals());
    flush_reporter_days();
    flush_policy_days();
    sheets_.flush(taken_);
    clear();
}

void Rollup::flush_flow_days() {
    for (const FlowDay& row : flow_days_)
        if (row.messages != 0)
            flow_day_rows_.add(
                {row.domain, row.day, row.flow, row.outcome, row.source, row.messages});
    flow_day_rows_.finish();
    if (!taken_) return;
    for (const FlowDay& row : flow_days_)
        if (row.messages < 0) drop_flow_day_.run(row.domain, row.day, row.flow, row.outcome);
}

/// What the gathered flows, in the order of their key, add to each From domain and to all.
std::vector<Rollup::DomainDay> Rollup::totals() const {
    std::vector<DomainDay> totals;
    for (std::size_t at = 0; at < flow_days_.size();) {
        const FlowDay& first = flow_days_[at];
        std::array<std::int64_t, kWithoutOverride + 1> sums{};
        for (; at < flow_days_.size() && flow_days_[at].domain == first.domain &&
               flow_days_[at].day == first.day;
             ++at)
            sums[static_cast<std::size_t>(flow_days_[at].outcome & kWithoutOverride)] +=
                flow_days_[at].messages;
        for (std::size_t outcome = 0; outcome < sums.size(); ++outcome) {
            if (sums[outcome] == 0) continue;
            const auto kind = static_cast<std::int64_t>(outcome);
            totals.push_back({first.domain, first.day, kind, sums[outcome]});
            totals.push_back({kAllDomains, first.day, kind, sums[outcome]});
        }
    }
    return totals;
}

void Rollup::flush_domain_days(std::vector<DomainDay> totals) {
    merge(
        totals, [](const DomainDay& row) { return std::tie(row.domain, row.day, row.outcome); },
        [](DomainDay& kept, const DomainDay& more) { kept.messages += more.messages; });
    for (const DomainDay& row : totals)
        if (row.messages != 0)
            domain_day_rows_.add({row.domain, row.day, row.outcome, row.messages});
    domain_day_rows_.finish();
    if (!taken_) return;
    for (const DomainDay& row : totals)
        if (row.messages < 0) drop_domain_day_.run(row.domain, row.day, row.outcome);
}

void Rollup::flush_reporter_days() {
    merge(
        reporter_days_,
        [](const ReporterDay& row) { return std::tie(row.domain, row.day, row.reporter); },
        [](ReporterDay& kept, const ReporterDay& more) {
            kept.reports += more.reports;
            kept.records += more.records;
            kept.messages += more.messages;
        });
    for (const ReporterDay& row : reporter_days_)
        if (row.reports != 0 || row.records != 0 || row.messages != 0)
            reporter_day_rows_.add(
                {row.domain, row.day, row.reporter, row.reports, row.records, row.messages});
    reporter_day_rows_.finish();
    if (!taken_) return;
    for (const ReporterDay& row : reporter_days_)
        drop_reporter_day_.run(row.domain, row.day, row.reporter);
}

void Rollup::flush_policy_days() {
    merge(
        policy_days_,
        [](const PolicyDay& row) { return std::tie(row.domain, row.day, row.policy); },
        [](PolicyDay& kept, const PolicyDay& more) { kept.reports += more.reports; });
    for (const PolicyDay& row : policy_days_)
        if (row.reports != 0) policy_day_rows_.add({row.domain, row.day, row.policy, row.reports});
    policy_day_rows_.finish();
    if (!taken_) return;
    for (const PolicyDay& row : policy_days_)
        if (row.reports < 0) drop_policy_day_.run(row.domain, row.day, row.policy);
}

void Rollup::clear() {
    flow_days_.clear();
    reporter_days_.clear();
    policy_days_.clear();
    taken_ = false;
}

void Rollup::forget() {
    clear();
    sheets_.forget();
}

}  // namespace sendpath::store
