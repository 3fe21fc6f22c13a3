#pragma once

#include "model/aggregate.hpp"
#include "store/question.hpp"

namespace sendpath::store {

/// Reads authentication sets of flows, for the length of one question.
class AuthSets {
public:
    explicit AuthSets(sqlite3& db) : db_(&db), words_(db) {}

    /// The set of `flow`, its words interned into `into`. Errors: io, bad_syntax (damaged).
    [[nodiscard]] Result<model::AuthSet> of_flow(std::int64_t flow, model::Words& into);

    [[nodiscard]] WordTexts& words() { return words_; }

private:
    sqlite3* db_;
    std::optional<Statement> find_;
    WordTexts words_;
};

}  // namespace sendpath::store
