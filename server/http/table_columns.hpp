#pragma once

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sendpath::http {

/// A column of a table: where its value stands in a row.
struct Column {
    std::vector<std::string> place;
    std::string name;  ///< the place, with dots
};

/// The columns of a list, in the order of the contract, so that a table has the same ones whatever
/// its rows hold: members of objects are columns of their own, lists are one.
/// @param pattern  as Route::pattern
[[nodiscard]] std::vector<Column> columns_of(std::string_view pattern);

/// The first line of a table. Source: RFC 4180.
[[nodiscard]] std::string csv_head(const std::vector<Column>& columns);

/// A row of a table. Texts that a spreadsheet would take for a formula (they begin with = + - @, a
/// tab or a carriage return) get an apostrophe in front. Texts of a list are joined by "; ", other
/// lists are JSON.
[[nodiscard]] std::string csv_row(const std::vector<Column>& columns,
                                  const boost::json::object& row);

}  // namespace sendpath::http
