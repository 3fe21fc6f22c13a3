#pragma once

#include "model/report_day.hpp"
#include "store/record_reader.hpp"
#include "store/sheet.hpp"
#include "store/stranger_classes.hpp"

namespace sendpath::store {

/// Makes sheets again from the records of the reports that count. It remembers the classes of the
/// flows it has met: not to be used again once flows have come to others.
class SheetMaking {
public:
    explicit SheetMaking(sqlite3& db) : db_(&db), reader_(db), strangers_(db, failure_) {}

    /// Goes on to the sheets of one From domain.
    /// @param related  policy domains whose reports may hold records of it; reports that are marked
    ///                 as holding others are looked at whatever their domain
    /// Errors: io.
    [[nodiscard]] Result<void> begin(const std::vector<std::int64_t>& related);

    /// The items of a sheet of that domain, in no order. Errors: io, bad_syntax (damaged).
    [[nodiscard]] Result<std::vector<SheetItem>> from_records(std::int64_t key);

    /// How many records it has read since begin().
    [[nodiscard]] std::int64_t records() const { return records_; }

private:
    struct Report {
        std::int64_t id = 0;
        std::int64_t reporter = 0;
        model::ReportDays days;
    };

    Result<void> add(const Report& report, std::string_view packed, std::int64_t key);
    void add(const Report& report, const FlowKey& flow, const PackedRecord& record,
             std::int64_t key);

    sqlite3* db_;
    Failure failure_;
    RecordReader reader_;
    StrangerClasses strangers_;
    std::optional<Statement> reports_;
    std::vector<SheetItem> items_;
    std::int64_t records_ = 0;
};

}  // namespace sendpath::store
