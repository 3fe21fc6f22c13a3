#pragma once

#include "model/report_day.hpp"
#include "store/many_rows.hpp"
#include "store/packed_records.hpp"
#include "store/sheet_table.hpp"

#include <span>
#include <vector>

namespace sendpath::store {

/// A flow with what its rollup rows repeat.
struct FlowRef {
    std::int64_t flow = 0;
    std::int64_t domain = 0;  ///< header From
    std::int64_t source = 0;
    std::int64_t flow_class = 0;
};

/// What the rollups take from one record.
struct RollupRecord {
    FlowRef flow;
    Outcome outcome = 0;
    std::int64_t messages = 0;
};

/// What the rollups take from one report besides its records.
struct RollupReport {
    std::int64_t domain = 0;  ///< policy domain
    std::int64_t reporter = 0;
    std::int64_t policy = 0;  ///< 0 when it tells none
    Seconds begin{};
    Seconds end{};
};

/// The one place of rollup arithmetic: gathers what a group of reports adds to (or, when a report
/// stops counting, takes from) the rollup tables, and writes each row once.
class Rollup {
public:
    /// @param schema  the attached database whose rollup tables are written
    Rollup(sqlite3& db, Failure& failure, std::string_view schema = "main");

    /// @param sign  +1 when the report begins to count, -1 when it stops.
    void count(const RollupReport& report, std::span<const RollupRecord> records, int sign);

    /// Writes what was gathered, in key order. Call before the commit.
    void flush();

    /// The transaction failed.
    void forget();

    [[nodiscard]] SheetTable& sheets() { return sheets_; }

private:
    struct FlowDay {
        std::int64_t domain = 0;
        std::int64_t day = 0;
        std::int64_t flow = 0;
        std::int64_t outcome = 0;
        std::int64_t source = 0;
        std::int64_t messages = 0;
    };
    struct ReporterDay {
        std::int64_t domain = 0;
        std::int64_t day = 0;
        std::int64_t reporter = 0;
        std::int64_t reports = 0;
        std::int64_t records = 0;
        std::int64_t messages = 0;
    };
    struct PolicyDay {
        std::int64_t domain = 0;
        std::int64_t day = 0;
        std::int64_t policy = 0;
        std::int64_t reports = 0;
    };
    struct DomainDay {
        std::int64_t domain = 0;
        std::int64_t day = 0;
        std::int64_t outcome = 0;
        std::int64_t messages = 0;
    };

    void clear();
    [[nodiscard]] std::vector<DomainDay> totals() const;
    void flush_flow_days();
    void flush_domain_days(std::vector<DomainDay> totals);
    void flush_reporter_days();
    void flush_policy_days();

    std::vector<FlowDay> flow_days_;
    std::vector<ReporterDay> reporter_days_;
    std::vector<PolicyDay> policy_days_;
    SheetTable sheets_;
    bool taken_ = false;  // something was taken away: rows may have become zero

    ManyRows flow_day_rows_;
    ManyRows domain_day_rows_;
    ManyRows reporter_day_rows_;
    ManyRows policy_day_rows_;
    Command drop_flow_day_;
    Command drop_domain_day_;
    Command drop_reporter_day_;
    Command drop_policy_day_;
};

}  // namespace sendpath::store
