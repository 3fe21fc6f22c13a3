#pragma once

#include "store/trouble.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace sendpath::store {

/// Octets to be bound as a BLOB; a plain std::string_view is bound as TEXT.
struct Blob {
    std::string_view octets;
};

/// One prepared statement. Values are only ever bound, never pasted into SQL.
///
/// A failed bind is kept and comes out of the next step(), so binds may be chained. Bound texts are
/// not copied: they must live until the statement is reset. Columns are valid from a step() that
/// returned true until the next step() or reset().
class Statement {
public:
    /// Errors: as trouble_of().
    [[nodiscard]] static Result<Statement> prepare(sqlite3& db, std::string_view sql) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v3(&db, sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK)
            return trouble_of(db);
        return Statement(raw);
    }

    Statement& bind(int index, std::int64_t value) {
        return keep(sqlite3_bind_int64(handle_.get(), index, value));
    }
    Statement& bind(int index, std::string_view value) {
        // A view without data would be bound as NULL.
        const char* data = value.data() == nullptr ? "" : value.data();
        return keep(sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC,
                                        SQLITE_UTF8));
    }
    Statement& bind(int index, Blob value) {
        if (value.octets.empty()) return keep(sqlite3_bind_zeroblob(handle_.get(), index, 0));
        return keep(sqlite3_bind_blob64(handle_.get(), index, value.octets.data(),
                                        value.octets.size(), SQLITE_STATIC));
    }
    Statement& bind(int index, std::nullopt_t /*null*/) {
        return keep(sqlite3_bind_null(handle_.get(), index));
    }
    template <class T>
    Statement& bind(int index, const std::optional<T>& value) {
        if (!value) return bind(index, std::nullopt);
        if constexpr (std::is_integral_v<T>)
            return bind(index, static_cast<std::int64_t>(*value));
        else
            return bind(index, std::string_view(*value));
    }

    /// Resets the statement and binds all its parameters in their order.
    template <class... Values>
    Statement& with(const Values&... values) {
        reset();
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    /// As with(), for parameters that are all numbers.
    Statement& with_all(std::span<const std::int64_t> values) {
        reset();
        int index = 0;
        for (const std::int64_t value : values) bind(++index, value);
        return *this;
    }

    /// True when a row is ready, false when there are no more. Errors: as trouble_of().
    [[nodiscard]] Result<bool> step() {
        const int outcome = bound_ == SQLITE_OK ? sqlite3_step(handle_.get()) : bound_;
        if (outcome == SQLITE_ROW) return true;
        if (outcome == SQLITE_DONE) return false;
        return trouble_of(*sqlite3_db_handle(handle_.get()));
    }

    void reset() {
        sqlite3_reset(handle_.get());
        bound_ = SQLITE_OK;
    }

    [[nodiscard]] std::int64_t integer(int column) const {
        return sqlite3_column_int64(handle_.get(), column);
    }
    [[nodiscard]] std::string_view view(int column) const {
        const auto* octets =
            reinterpret_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
        return {octets, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
    }
    [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
    [[nodiscard]] bool is_null(int column) const {
        return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
    }
    [[nodiscard]] std::optional<std::string> optional_text(int column) const {
        return is_null(column) ? std::nullopt : std::optional(text(column));
    }
    [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }
    };

    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

    Statement& keep(int outcome) {
        if (bound_ == SQLITE_OK) bound_ = outcome;
        return *this;
    }

    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    int bound_ = SQLITE_OK;
};

/// Prepares `sql`, binds `values` in their order and calls `row(statement)` for every row until
/// that answers false. Errors: as trouble_of().
template <class Row, class... Values>
[[nodiscard]] Result<void> each_row_while(sqlite3& db, std::string_view sql, Row row,
                                          const Values&... values) {
    Result<Statement> statement = Statement::prepare(db, sql);
    if (!statement) return statement.error();
    statement->with(values...);
    while (true) {
        const Result<bool> more = statement->step();
        if (!more) return more.error();
        if (!*more || !row(*statement)) return {};
    }
}

/// As each_row_while(), for all of them.
template <class Row, class... Values>
[[nodiscard]] Result<void> each_row(sqlite3& db, std::string_view sql, Row row,
                                    const Values&... values) {
    const auto all = [&row](const Statement& each) {
        row(each);
        return true;
    };
    return each_row_while(db, sql, all, values...);
}

/// The first column of the only row, 0 when there is none.
template <class... Values>
[[nodiscard]] Result<std::int64_t> one_integer(sqlite3& db, std::string_view sql,
                                               const Values&... values) {
    std::int64_t value = 0;
    const auto asked =
        each_row(db, sql, [&](const Statement& row) { value = row.integer(0); }, values...);
    if (!asked) return asked.error();
    return value;
}

}  // namespace sendpath::store
