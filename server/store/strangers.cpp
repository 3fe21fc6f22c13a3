#include "store/strangers.hpp"

#include "store/flow_batch.hpp"
#include "store/path_sums.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

/// A network with this part of all that fails of a From domain must be seen, however many paths
/// there are: it may be a server that the operator has forgotten.
constexpr std::int64_t kOutstandingPart = 100;

/// Calls item(day, kind, source, messages) for what the sheets of a From domain say of sources that
/// fail and of strangers.
template <class Item>
Result<void> each_source(sqlite3& db, std::int64_t domain, Item item) {
    Result<void> read;
    const auto take = [&](std::int64_t day, std::string_view runs) {
        std::int64_t kind = 0;
        const auto wanted = [&](std::int64_t reporter) {
            kind = reporter;
            return is_of_strangers(reporter) || reporter == kFailingSources;
        };
        if (read)
            read = each_item(runs, wanted, [&](std::int64_t source, std::int64_t messages) {
                item(day, kind, source, messages);
            });
    };
    const Result<void> asked = each_sheet(db, domain, range_of({}), take);
    return asked ? read : asked;
}

}  // namespace

Strangers::Strangers(sqlite3& db, Failure& failure, ReportTable& reports)
    : db_(&db),
      failure_(&failure),
      reports_(&reports),
      some_mark_(db, failure, "SELECT 1 FROM stranger_mark LIMIT 1"),
      next_mark_(db, failure,
                 "SELECT domain FROM stranger_mark WHERE NOT EXISTS (SELECT 1 FROM stale_sheet"
                 "  WHERE key BETWEEN domain << 24 AND (domain << 24) + 16777215) LIMIT 1"),
      drop_mark_(db, failure, "DELETE FROM stranger_mark WHERE domain = ?1"),
      address_(db, failure, "SELECT address FROM source WHERE id = ?1"),
      flows_(db, failure,
             std::string(FlowBatch::kSelect) + " WHERE flow.source = ?1 AND flow.domain = ?2"),
      set_class_(db, failure, "UPDATE flow SET class = ?2 WHERE id = ?1"),
      make_stale_(db, failure, "INSERT OR IGNORE INTO stale_sheet VALUES (?1)") {}

void Strangers::Seen::add(const Seen& more) {
    messages += more.messages;
    passed = passed || more.passed;
    excused = excused || more.excused;
}

FlowGrouper::Standing Strangers::standing_of(const Seen& seen, std::int64_t failing) {
    using Standing = FlowGrouper::Standing;
    if (seen.passed) return Standing::proven;
    const bool stands_out =
        seen.messages >= analysis::kFewMessages && seen.messages >= failing / kOutstandingPart;
    return stands_out ? Standing::outstanding : Standing::one_of_many;
}

bool Strangers::look() {
    const std::optional<std::int64_t> domain = next_mark_.integer();
    if (!domain) return false;
    std::int64_t failing = 0;
    const Candidates candidates = candidates_of(*domain, failing);
    std::set<std::int64_t> sources;
    for (const Candidate* each : worth_a_path(*domain, candidates)) {
        const FlowGrouper::Standing standing = standing_of(each->seen, failing);
        if (!reports_->grouper().give_path(*domain, each->address, standing)) break;
        sources.insert(each->sources.begin(), each->sources.end());
    }
    if (!sources.empty()) move(*domain, sources);
    reports_->grouper().flush();
    drop_mark_.run(*domain);  // its own mark among those just written
    return true;
}

Strangers::Candidates Strangers::candidates_of(std::int64_t domain, std::int64_t& failing) {
    std::map<std::int64_t, Seen> sources;
    const auto take = [&](std::int64_t, std::int64_t kind, std::int64_t source, std::int64_t n) {
        if (is_of_failing(kind)) failing += n;
        if (is_of_strangers(kind))
            sources[source].add({n, kind == kPassingStrangers, kind == kExcusedStrangers});
    };
    const auto read = each_source(*db_, domain, take);
    if (!read) failure_->keep(read.error());
    Candidates candidates;
    for (const auto& [source, seen] : sources) {
        std::optional<model::IpAddress> address;
        address_.each(
            [&](const Statement& row) {
                const auto found = model::IpAddress::from_packed(row.view(0));
                if (found) address = *found;
            },
            source);
        if (!address) {
            failure_->keep({Errc::io, "an address is missing from the store"});
            break;
        }
        Candidate& candidate = candidates[Network::of(*address)];
        candidate.address = *address;
        candidate.seen.add(seen);
        candidate.sources.push_back(source);
    }
    return candidates;
}

/// Those that are proven first, then those with most messages: so it is not by arrival who finds
/// room.
std::vector<const Strangers::Candidate*> Strangers::worth_a_path(std::int64_t domain,
                                                                 const Candidates& candidates) {
    std::vector<const Candidate*> worth;
    if (candidates.empty()) return worth;
    const NetworkPaths& paths = reports_->grouper().networks();
    for (const auto& [network, each] : candidates)
        if (each.seen.passed || each.seen.excused || each.seen.messages >= analysis::kFewMessages ||
            paths.is_vouched(network) || paths.find(domain, network) != nullptr)
            worth.push_back(&each);
    std::ranges::sort(worth, {}, [&](const Candidate* each) {
        const Network network = Network::of(each->address);
        const bool is_here = paths.find(domain, network) != nullptr;
        return std::tuple(!is_here, !each->seen.passed, -each->seen.messages, network);
    });
    return worth;
}

/// Brings the flows of these sources to their paths.
void Strangers::move(std::int64_t domain, const std::set<std::int64_t>& sources) {
    FlowBatch flows(*db_, *failure_);
    for (const std::int64_t source : sources)
        flows_.each([&](const Statement& row) { flows.take(row); }, source, domain);
    static_cast<void>(flows.regroup(reports_->grouper(), set_class_));
    reports_->dictionaries().forget_flows();
    std::set<std::int64_t> keys;
    const auto take = [&](std::int64_t day, std::int64_t kind, std::int64_t source, std::int64_t) {
        if (is_of_strangers(kind) && sources.contains(source)) keys.insert(sheet_key(domain, day));
    };
    const auto read = each_source(*db_, domain, take);
    if (!read) failure_->keep(read.error());
    for (const std::int64_t key : keys) make_stale_.run(key);
}

}  // namespace sendpath::store
