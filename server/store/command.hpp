#pragma once

#include "store/statement.hpp"

namespace sendpath::store {

/// The first thing that went wrong in a transaction. A writer runs straight down and asks once, at
/// the end; after a failure every Command does nothing.
class Failure {
public:
    void keep(const Error& error) {
        if (!error_) error_ = error;
    }
    void forget() { error_.reset(); }
    [[nodiscard]] explicit operator bool() const { return error_.has_value(); }
    [[nodiscard]] const Error& error() const { return *error_; }

private:
    std::optional<Error> error_;
};

/// A statement of the writing connection, prepared at its first use and kept.
class Command {
public:
    Command(sqlite3& db, Failure& failure, std::string sql)
        : db_(&db), failure_(&failure), sql_(std::move(sql)) {}

    /// Runs it for its effect. Returns the number of rows it changed, 0 after a failure.
    template <class... Values>
    std::int64_t run(const Values&... values) {
        if (!start(values...)) return 0;
        return finish();
    }

    /// As run(), for parameters that are all numbers.
    std::int64_t run_all(std::span<const std::int64_t> values) {
        if (!prepared()) return 0;
        statement_->with_all(values);
        return finish();
    }

    /// Inserts and returns the number of the new row, 0 after a failure.
    template <class... Values>
    std::int64_t insert(const Values&... values) {
        run(values...);
        return *failure_ ? 0 : sqlite3_last_insert_rowid(db_);
    }

    /// As insert(), for a statement with ON CONFLICT DO NOTHING: nullopt when the row was there
    /// before, and after a failure.
    template <class... Values>
    std::optional<std::int64_t> insert_new(const Values&... values) {
        if (run(values...) == 0) return std::nullopt;
        return sqlite3_last_insert_rowid(db_);
    }

    /// The first column of the first row, nullopt when there is none.
    template <class... Values>
    std::optional<std::int64_t> integer(const Values&... values) {
        std::optional<std::int64_t> found;
        if (!start(values...)) return found;
        if (advance()) found = statement_->integer(0);
        statement_->reset();
        return found;
    }

    /// Calls `row(statement)` for every row. `row` must not use this Command.
    template <class Row, class... Values>
    void each(Row row, const Values&... values) {
        if (!start(values...)) return;
        while (advance()) row(std::as_const(*statement_));
        statement_->reset();
    }

private:
    template <class... Values>
    bool start(const Values&... values) {
        if (!prepared()) return false;
        statement_->with(values...);
        return true;
    }

    bool prepared() {
        if (*failure_) return false;
        if (!statement_) {
            Result<Statement> prepared = Statement::prepare(*db_, sql_);
            if (!prepared) {
                failure_->keep(prepared.error().within(sql_));
                return false;
            }
            statement_ = *std::move(prepared);
        }
        return true;
    }

    std::int64_t finish() {
        while (advance()) {
        }
        statement_->reset();
        return *failure_ ? 0 : sqlite3_changes64(db_);
    }

    bool advance() {
        const Result<bool> row = statement_->step();
        if (!row) failure_->keep(row.error());
        return row && *row;
    }

    sqlite3* db_;
    Failure* failure_;
    std::string sql_;
    std::optional<Statement> statement_;
};

}  // namespace sendpath::store
