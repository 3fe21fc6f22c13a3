#pragma once

#include "http/answer.hpp"
#include "store/names.hpp"
#include "store/queries.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

namespace sendpath::http {

// The pieces that answers are made of.

/// A text, null where there is none.
[[nodiscard]] boost::json::value or_null(const std::optional<std::string>& text);
/// A text, null where it is empty.
[[nodiscard]] boost::json::value filled(std::string_view text);
[[nodiscard]] boost::json::value or_null(const std::optional<Day>& day);
[[nodiscard]] boost::json::value or_null(const std::optional<Seconds>& time);
[[nodiscard]] boost::json::value or_null(const std::optional<std::int64_t>& number);
[[nodiscard]] boost::json::array texts(const std::vector<std::string>& texts);

/// An object, or whatever `row_json` makes, for each row.
template <class Rows, class RowJson>
[[nodiscard]] boost::json::array array_of(const Rows& rows, RowJson row_json) {
    boost::json::array array;
    for (const auto& row : rows) array.push_back(row_json(row));
    return array;
}

/// Adds the COUNTS fields.
void put_counts(boost::json::object& object, const store::Counts& counts);

/// A day with its COUNTS.
[[nodiscard]] boost::json::object day_json(const store::DayCounts& day);

/// p, sp, np, adkim, aspf, pct, testing.
[[nodiscard]] boost::json::object policy_json(const model::PublishedPolicy& policy);

/// policy_json() and the day it was seen; null where there is none.
[[nodiscard]] boost::json::value seen_policy_json(const std::optional<store::SeenPolicy>& seen);

/// source_name, source_name_confirmed, source_name_looked_up; all null where nothing was asked yet.
void put_name(boost::json::object& object, const store::SourceName* name);

/// from, to, first_day, data_through, generation; the days are of the domains of `filter`.
[[nodiscard]] Result<boost::json::object> meta_json(sqlite3& db, const store::Filter& filter);

/// {"data":..., "page":..., "meta":...}
[[nodiscard]] Answer list_answer(boost::json::array data, const std::optional<std::string>& cursor,
                                 boost::json::object meta);
/// {"data":..., "meta":...}
[[nodiscard]] Answer object_answer(boost::json::value data, boost::json::object meta);

}  // namespace sendpath::http
