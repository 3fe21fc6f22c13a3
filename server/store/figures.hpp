#pragma once

#include "store/queries.hpp"

namespace sendpath::store {

/// What monitoring counts, beside intake_counts().
struct Figures {
    std::vector<std::pair<ReportKind, std::int64_t>> reports;  ///< kept, counted in totals or not
    std::vector<std::pair<model::HeldReason, std::int64_t>> held;
    std::int64_t octets = 0;  ///< of the database, without what is not yet moved into it
};
[[nodiscard]] Result<Figures> figures(sqlite3& db);

}  // namespace sendpath::store
