#pragma once

#include "store/question.hpp"

#include <optional>

namespace sendpath::store {

/// Tells whether sheets are still what they were: the two grow and shrink with them.
struct SheetsState {
    std::int64_t sheets = 0;
    std::int64_t version = 0;  ///< of the one that changed last
    friend bool operator==(const SheetsState&, const SheetsState&) = default;
};

/// The days of a period, in the parts whose sums are remembered: what has settled, and the last
/// days, which nearly every report changes.
class SheetParts {
public:
    static constexpr std::int64_t kUnsettled = 10;  // days; reports for others are rare

    /// Errors: io.
    [[nodiscard]] static Result<SheetParts> of(sqlite3& db, DayRange days);

    /// In the order of days: one or two.
    [[nodiscard]] const std::vector<DayRange>& parts() const { return parts_; }
    /// Of a From domain's sheets of a part. Errors: io.
    [[nodiscard]] Result<SheetsState> state(std::int64_t domain, DayRange part);
    /// Which store this is.
    [[nodiscard]] std::int64_t store() const { return store_; }

private:
    SheetParts(Statement state, std::int64_t store) : state_(std::move(state)), store_(store) {}

    Statement state_;
    std::int64_t store_;
    std::vector<DayRange> parts_;
};

}  // namespace sendpath::store
