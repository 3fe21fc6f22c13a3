#pragma once

#include "store/sheet.hpp"

struct sqlite3;

namespace sendpath::store {

/// The items of a sheet, from the records of counted reports.
/// @param related  rows of the policy domains whose reports may hold records of its From domain
/// Errors: io, bad_syntax (damaged records).
[[nodiscard]] Result<std::vector<SheetItem>> sheet_from_records(
    sqlite3& db, std::int64_t key, const std::vector<std::int64_t>& related);

}  // namespace sendpath::store
