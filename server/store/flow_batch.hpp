#pragma once

#include "store/flow_grouper.hpp"

#include <set>

namespace sendpath::store {

/// Flows that are here, read before any of them is changed, on their way to the classes of now.
class FlowBatch {
public:
    /// What take() reads a row of. A condition may follow.
    static constexpr std::string_view kSelect =
        "SELECT flow.id, class, domain, name, auth_set, source, address FROM flow"
        "  JOIN domain ON domain.id = domain JOIN source ON source.id = source";

    FlowBatch(sqlite3& db, Failure& failure) : db_(&db), failure_(&failure) {}

    void take(const Statement& row);

    /// Gives each flow its class. Returns the From domains of those that came to another.
    /// @param set_class  UPDATE flow SET class = ?2 WHERE id = ?1
    std::set<std::int64_t> regroup(FlowGrouper& grouper, Command& set_class);

    [[nodiscard]] std::int64_t size() const { return std::ssize(flows_); }
    /// The row of the last one; not to be asked when there is none.
    [[nodiscard]] std::int64_t last() const { return flows_.back().flow; }

private:
    struct Flow {
        std::int64_t flow = 0;
        std::int64_t flow_class = 0;
        FlowSeen seen;
        std::string domain_name;
    };

    sqlite3* db_;
    Failure* failure_;
    std::vector<Flow> flows_;
};

}  // namespace sendpath::store
