#pragma once

#include "store/report_table.hpp"

#include <map>

namespace sendpath::store {

/// Gives strangers their paths (FlowGrouper says who they are): those whose network has as many
/// messages as a path of its own wants, has a path already, or sends elsewhere with the operator's
/// names, and those that passed or came by a way that the reporter knows. All others cost a list or
/// a verdict nothing: questions would gather them into `unknown` all the same.
///
/// The sheets alone tell who they are. So what comes, is superseded or expires in whatever order
/// ends in the same paths, but for those that a From domain has no room for.
class Strangers {
public:
    Strangers(sqlite3& db, Failure& failure, ReportTable& reports);

    /// Whether some From domain is to be looked at.
    [[nodiscard]] bool are_marked() { return some_mark_.integer().has_value(); }

    /// Looks at the strangers of one From domain; its sheets become stale when some get a path.
    /// Within a transaction. False: there was none, or none whose sheets are all made.
    bool look();

private:
    /// What the sheets of all days have of a source, or of a network.
    struct Seen {
        std::int64_t messages = 0;
        bool passed = false;
        bool excused = false;
        void add(const Seen& more);
    };
    struct Candidate {
        model::IpAddress address;  // one of its sources
        Seen seen;
        std::vector<std::int64_t> sources;
    };
    using Candidates = std::map<Network, Candidate>;

    static FlowGrouper::Standing standing_of(const Seen& seen, std::int64_t failing);
    /// @param failing  what the sheets have of failing messages in all is added to it
    Candidates candidates_of(std::int64_t domain, std::int64_t& failing);
    std::vector<const Candidate*> worth_a_path(std::int64_t domain, const Candidates& candidates);
    void move(std::int64_t domain, const std::set<std::int64_t>& sources);

    sqlite3* db_;
    Failure* failure_;
    ReportTable* reports_;

    Command some_mark_;
    Command next_mark_;
    Command drop_mark_;
    Command address_;
    Command flows_;
    Command set_class_;
    Command make_stale_;
};

}  // namespace sendpath::store
