#pragma once

#include "store/auth_sets.hpp"
#include "store/packed_records.hpp"

namespace sendpath::store {

/// What a flow's number stands for.
struct FlowKey {
    std::int64_t domain = 0;
    std::int64_t source = 0;
    std::int64_t flow_class = 0;
};

/// Turns packed records back into the model, for the length of one question.
class RecordReader {
public:
    explicit RecordReader(sqlite3& db) : db_(&db), auth_sets_(db) {}

    /// Remembered, so that a flow met in many reports is read once. Errors: io.
    [[nodiscard]] Result<FlowKey> flow(std::int64_t flow);

    /// A record with its texts in `words`, its reasons appended to `reasons` and its authentication
    /// results in `auth`; Record::auth_set is left 0. Errors: io, bad_syntax.
    [[nodiscard]] Result<model::Record> record(const PackedRecord& packed, model::Words& words,
                                               std::vector<model::OverrideReason>& reasons,
                                               model::AuthSet& auth);

private:
    static constexpr std::size_t kFlowsMax = 500'000;  // remembered; about 40 MB

    sqlite3* db_;
    AuthSets auth_sets_;
    std::optional<Statement> find_flow_;
    std::optional<Statement> find_names_;
    std::unordered_map<std::int64_t, FlowKey> flows_;
};

}  // namespace sendpath::store
