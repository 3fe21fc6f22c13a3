#include "store/path_table.hpp"

#include "store/auth_sets.hpp"
#include "store/sheet_making.hpp"

#include <algorithm>
#include <set>

namespace sendpath::store {
namespace {

constexpr std::string_view kNextFlow = "regroup_flow";  // state; 0: none
constexpr std::string_view kGroupedBy = "grouped_by";

/// A flow as it is stored, read before any is changed.
struct StoredFlow {
    std::int64_t flow = 0;
    std::int64_t flow_class = 0;
    FlowSeen seen;
    std::string domain_name;
};

}  // namespace

PathTable::PathTable(sqlite3& db, Failure& failure, ReportTable& reports)
    : db_(&db),
      failure_(&failure),
      reports_(&reports),
      put_label_(db, failure,
                 "INSERT INTO label(kind, pattern, name, use, note, changed, author)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (kind, pattern) DO UPDATE SET"
                 " name = excluded.name, use = excluded.use, note = excluded.note,"
                 " changed = excluded.changed, author = excluded.author RETURNING id"),
      drop_label_(db, failure, "DELETE FROM label WHERE id = ?1"),
      add_word_(db, failure,
                "INSERT INTO path_override(domain, sender, verdict, use, note, changed, author)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      state_(db, failure, "SELECT value FROM state WHERE name = ?1"),
      set_state_(db, failure, "UPDATE state SET value = ?2 WHERE name = ?1"),
      some_flows_(db, failure,
                  "SELECT flow.id, class, domain, name, auth_set, source, address FROM flow"
                  "  JOIN domain ON domain.id = domain JOIN source ON source.id = source"
                  " WHERE flow.id >= ?1 ORDER BY flow.id LIMIT ?2"),
      some_flow_(db, failure, "SELECT 1 FROM flow LIMIT 1"),
      set_class_(db, failure, "UPDATE flow SET class = ?2 WHERE id = ?1"),
      make_stale_(db, failure,
                  "INSERT OR IGNORE INTO stale_sheet"
                  " SELECT key FROM path_sheet WHERE key BETWEEN ?1 AND ?2"),
      next_stale_(db, failure, "SELECT key FROM stale_sheet LIMIT 1"),
      domain_name_(db, failure, "SELECT name FROM domain WHERE id = ?1"),
      under_(db, failure, "SELECT id FROM domain WHERE reversed >= ?1 AND reversed < ?2"),
      named_(db, failure, "SELECT id FROM domain WHERE name = ?1") {}

Result<std::int64_t> PathTable::put(const LabelRow& label) {
    const auto sound = analysis::Labels::make({label.rule});
    if (!sound) return sound.error();
    const auto row = put_label_.integer(
        static_cast<std::int64_t>(label.rule.by), std::string_view(label.rule.pattern),
        std::string_view(label.rule.name), static_cast<std::int64_t>(label.rule.use),
        std::string_view(label.note), count(label.changed), std::string_view(label.author));
    start_over();
    return row.value_or(0);
}

bool PathTable::remove_label(std::int64_t id) {
    if (drop_label_.run(id) == 0) return false;
    start_over();
    return true;
}

void PathTable::say(const PathWord& word) {
    std::optional<std::int64_t> verdict;
    if (word.verdict) verdict = static_cast<std::int64_t>(*word.verdict);
    add_word_.run(std::string_view(word.domain), std::string_view(word.sender), verdict,
                  static_cast<std::int64_t>(word.use), std::string_view(word.note),
                  count(word.changed), std::string_view(word.author));
}

void PathTable::start_over() {
    reports_->grouper().reload_labels();
    static_cast<void>(adopt());
}

bool PathTable::adopt() {
    const std::int64_t version = reports_->grouper().version();
    const bool other = state_.integer(kGroupedBy) != version;
    if (other) {
        set_state_.run(kGroupedBy, version);
        set_state_.run(kNextFlow, some_flow_.integer() ? std::int64_t{1} : std::int64_t{0});
    }
    regrouping_ = state_.integer(kNextFlow).value_or(0) > 0 || next_stale_.integer().has_value();
    return other;
}

bool PathTable::regroup() {
    reports_->flush_rollups();  // what was gathered is by the classes of before
    const std::int64_t flow = state_.integer(kNextFlow).value_or(0);
    const std::optional<std::int64_t> key = next_stale_.integer();
    if (flow > 0)
        look_at_flows(flow);
    else if (key)
        make_sheet(*key);
    else
        regrouping_ = false;
    return regrouping_;
}

void PathTable::look_at_flows(std::int64_t first) {
    std::vector<StoredFlow> flows;
    some_flows_.each(
        [&](const Statement& row) {
            const auto address = model::IpAddress::from_packed(row.view(6));
            if (!address) return failure_->keep(address.error().within("source.address"));
            flows.push_back({row.integer(0),
                             row.integer(1),
                             {row.integer(2), {}, row.integer(4), row.integer(5), *address},
                             row.text(3)});
        },
        first, kFlowsAStep);
    AuthSets auth_sets(*db_);
    std::set<std::int64_t> changed;  // From domains
    for (StoredFlow& each : flows) {
        each.seen.domain_name = each.domain_name;
        model::Words words;
        model::AuthSet auth;
        const auto facts = [&] {
            Result<model::AuthSet> read = auth_sets.of_flow(each.flow, words);
            if (!read) failure_->keep(read.error().within("flow " + std::to_string(each.flow)));
            auth = read ? *std::move(read) : model::AuthSet();
            return analysis::facts_of(auth, words);
        };
        const std::int64_t found = reports_->grouper().class_of(each.seen, facts);
        if (*failure_) return;
        if (found == each.flow_class) continue;
        set_class_.run(each.flow, found);
        changed.insert(each.seen.domain);
    }
    for (const std::int64_t domain : changed)
        make_stale_.run(sheet_key(domain, 0), sheet_key(domain + 1, 0) - 1);
    const bool more = static_cast<std::int64_t>(flows.size()) == kFlowsAStep;
    set_state_.run(kNextFlow, more ? flows.back().flow + 1 : std::int64_t{0});
    reports_->dictionaries().forget_flows();
}

/// Rows of the policy domains whose reports may hold records of a From domain: itself, those above
/// and below. Others are marked in report.flags.
std::vector<std::int64_t> PathTable::related_domains(std::string_view name) {
    std::vector<std::int64_t> rows;
    const auto keep = [&](const Statement& row) { rows.push_back(row.integer(0)); };
    const std::string from = reversed_name(name);
    std::string until = from;
    until.back() = '.' + 1;
    under_.each(keep, std::string_view(from), std::string_view(until));
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
        name.remove_prefix(dot + 1);
        named_.each(keep, name);
    }
    return rows;
}

void PathTable::make_sheet(std::int64_t key) {
    std::string name;
    domain_name_.each([&](const Statement& row) { name = row.text(0); }, domain_of_sheet(key));
    const std::vector<std::int64_t> related = related_domains(name);
    if (*failure_) return;
    Result<std::vector<SheetItem>> items = sheet_from_records(*db_, key, related);
    if (!items) return failure_->keep(items.error());
    reports_->replace_sheet(key, *std::move(items));
}

}  // namespace sendpath::store
