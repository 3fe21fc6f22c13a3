#pragma once

#include "store/command.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <span>
#include <vector>

namespace sendpath::store {

/// Inserts rows of numbers, many with one statement: to start and to end a statement costs as much
/// as a third of a row.
class ManyRows {
public:
    static constexpr std::size_t kAtOnce = 32;

    /// @param into      table and columns: "flow_day(domain, day)"
    /// @param columns   how many they are
    /// @param conflict  what to do when the row is there
    ManyRows(sqlite3& db, Failure& failure, std::string_view into, std::size_t columns,
             std::string_view conflict)
        : columns_(columns),
          one_(db, failure, sql(into, columns, conflict, 1)),
          many_(db, failure, sql(into, columns, conflict, kAtOnce)) {}

    void add(std::initializer_list<std::int64_t> row) {
        values_.insert(values_.end(), row);
        if (values_.size() < columns_ * kAtOnce) return;
        many_.run_all(values_);
        values_.clear();
    }

    /// Writes what add() has kept back.
    void finish() {
        for (std::size_t at = 0; at < values_.size(); at += columns_)
            one_.run_all(std::span(values_).subspan(at, columns_));
        values_.clear();
    }

private:
    // OR FAIL: a failure leaves the rows before it, so that SQLite need not be ready to take them
    // back. A Failure takes back the whole transaction.
    static std::string sql(std::string_view into, std::size_t columns, std::string_view conflict,
                           std::size_t rows) {
        std::string row = "(?";
        for (std::size_t column = 1; column < columns; ++column) row += ", ?";
        row += ")";
        std::string list = row;
        for (std::size_t more = 1; more < rows; ++more) list.append(", ").append(row);
        return fmt::format("INSERT OR FAIL INTO {} VALUES {} ON CONFLICT {}", into, list, conflict);
    }

    std::size_t columns_;
    Command one_;
    Command many_;
    std::vector<std::int64_t> values_;
};

}  // namespace sendpath::store
