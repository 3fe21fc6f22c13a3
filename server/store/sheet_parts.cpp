#include "store/sheet_parts.hpp"

#include "store/sheet.hpp"

#include <fmt/format.h>

namespace sendpath::store {

Result<SheetParts> SheetParts::of(sqlite3& db, DayRange days) {
    const auto store = one_integer(db, "SELECT value FROM state WHERE name = 'store'");
    if (!store) return store.error();
    const auto latest = one_integer(db, fmt::format("SELECT {}", kLatestDay));
    if (!latest) return latest.error();
    auto state = Statement::prepare(db,
                                    "SELECT count(*), max(version) FROM sheet_version"
                                    " WHERE key BETWEEN ?1 AND ?2");
    if (!state) return state.error();
    SheetParts made(*std::move(state), *store);
    const std::int64_t unsettled = *latest - kUnsettled;
    if (days.from < unsettled && unsettled <= days.to)
        made.parts_ = {{days.from, unsettled - 1}, {unsettled, days.to}};
    else
        made.parts_ = {days};
    return made;
}

Result<SheetsState> SheetParts::state(std::int64_t domain, DayRange part) {
    state_.with(sheet_key(domain, part.from), sheet_key(domain, part.to));
    const Result<bool> row = state_.step();
    if (!row) return row.error();
    return SheetsState{state_.integer(0), state_.integer(1)};
}

}  // namespace sendpath::store
