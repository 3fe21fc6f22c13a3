#include "store/flow_batch.hpp"

#include "store/auth_sets.hpp"

namespace sendpath::store {

void FlowBatch::take(const Statement& row) {
    const auto address = model::IpAddress::from_packed(row.view(6));
    if (!address) return failure_->keep(address.error().within("source.address"));
    FlowSeen seen{.domain = row.integer(2),
                  .auth_set = row.integer(4),
                  .source = row.integer(5),
                  .address = *address};
    flows_.push_back({row.integer(0), row.integer(1), seen, row.text(3)});
}

std::set<std::int64_t> FlowBatch::regroup(FlowGrouper& grouper, Command& set_class) {
    AuthSets auth_sets(*db_);
    std::set<std::int64_t> changed;
    for (Flow& each : flows_) {
        each.seen.domain_name = each.domain_name;
        model::Words words;
        model::AuthSet auth;
        const auto facts = [&] {
            Result<model::AuthSet> read = auth_sets.of_flow(each.flow, words);
            if (!read) failure_->keep(read.error().within("flow " + std::to_string(each.flow)));
            auth = read ? *std::move(read) : model::AuthSet();
            return analysis::facts_of(auth, words);
        };
        const std::int64_t found = grouper.class_of(each.seen, facts);
        if (*failure_) break;
        if (found == each.flow_class) continue;
        set_class.run(each.flow, found);
        changed.insert(each.seen.domain);
    }
    return changed;
}

}  // namespace sendpath::store
