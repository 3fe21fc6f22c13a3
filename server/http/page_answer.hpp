#pragma once

#include "http/json_parts.hpp"
#include "http/route.hpp"

namespace sendpath::http {

/// A page of a list, once the parameters were read: `page()` asks the store for it, `row_json`
/// makes an object of each row. The meta part tells of the domains and days of `filter`.
template <class Page, class RowJson>
[[nodiscard]] Answer page_answer(sqlite3& db, const Call& call, const store::Filter& filter,
                                 Page page, RowJson row_json) {
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<boost::json::object> meta = meta_json(db, filter);
    if (!meta) return store_problem(meta.error());
    const auto found = page();
    if (!found) return store_problem(found.error());
    boost::json::array data = array_of(found->rows, row_json);
    return list_answer(std::move(data), call.query.next_cursor(found->next), *std::move(meta));
}

}  // namespace sendpath::http
