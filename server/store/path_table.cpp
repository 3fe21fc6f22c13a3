#include "store/path_table.hpp"

#include "store/flow_batch.hpp"

namespace sendpath::store {
namespace {

constexpr std::string_view kNextFlow = "regroup_flow";  // state; 0: none
constexpr std::string_view kGroupedBy = "grouped_by";

}  // namespace

PathTable::PathTable(sqlite3& db, Failure& failure, ReportTable& reports)
    : db_(&db),
      failure_(&failure),
      reports_(&reports),
      strangers_(db, failure, reports),
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
      some_flows_(
          db, failure,
          std::string(FlowBatch::kSelect) + " WHERE flow.id >= ?1 ORDER BY flow.id LIMIT ?2"),
      some_flow_(db, failure, "SELECT 1 FROM flow LIMIT 1"),
      set_class_(db, failure, "UPDATE flow SET class = ?2 WHERE id = ?1"),
      make_stale_(db, failure,
                  "INSERT OR IGNORE INTO stale_sheet"
                  " SELECT key FROM path_sheet WHERE key BETWEEN ?1 AND ?2"),
      next_stale_(db, failure, "SELECT key FROM stale_sheet ORDER BY key LIMIT 1"),
      stale_of_domain_(db, failure,
                       "SELECT key FROM stale_sheet WHERE key BETWEEN ?1 AND ?2"
                       " ORDER BY key LIMIT ?3"),
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
    look_for_work();
    return other;
}

bool PathTable::has_work() {
    if (reports_->grouper().take_marked()) strangers_wait_ = true;
    return regrouping_ || strangers_wait_;
}

bool PathTable::regroup() {
    reports_->flush_rollups();  // what was gathered is by the classes of before
    const std::int64_t flow = state_.integer(kNextFlow).value_or(0);
    const std::optional<std::int64_t> key = next_stale_.integer();
    bool found = true;
    if (flow > 0) {
        look_at_flows(flow);
        making_.reset();
    } else if (strangers_.look()) {  // before the sheets, which are made once then
        making_.reset();
    } else if (key) {
        make_sheets(*key);
    } else {
        found = false;
    }
    look_for_work();
    if (!regrouping_) making_.reset();  // its memory is not needed
    return found;
}

void PathTable::look_for_work() {
    regrouping_ = state_.integer(kNextFlow).value_or(0) > 0 || next_stale_.integer().has_value();
    strangers_wait_ = strangers_.are_marked();
}

void PathTable::look_at_flows(std::int64_t first) {
    FlowBatch flows(*db_, *failure_);
    some_flows_.each([&](const Statement& row) { flows.take(row); }, first, kFlowsAStep);
    for (const std::int64_t domain : flows.regroup(reports_->grouper(), set_class_)) {
        make_stale_.run(sheet_key(domain, 0), sheet_key(domain + 1, 0) - 1);
        reports_->grouper().mark_strangers(domain);
    }
    if (*failure_) return;
    const bool more = flows.size() == kFlowsAStep;
    set_state_.run(kNextFlow, more ? flows.last() + 1 : std::int64_t{0});
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

/// The sheet and the next ones of its From domain.
void PathTable::make_sheets(std::int64_t first) {
    const std::int64_t domain = domain_of_sheet(first);
    std::string name;
    domain_name_.each([&](const Statement& row) { name = row.text(0); }, domain);
    const std::vector<std::int64_t> related = related_domains(name);
    std::vector<std::int64_t> keys;
    stale_of_domain_.each([&](const Statement& row) { keys.push_back(row.integer(0)); }, first,
                          sheet_key(domain + 1, 0) - 1, kSheetsAStep);
    if (*failure_) return;
    if (!making_) making_.emplace(*db_);
    const Result<void> begun = making_->begin(related);
    if (!begun) return failure_->keep(begun.error());
    for (const std::int64_t key : keys) {
        if (*failure_ || making_->records() > kRecordsAStep) return;
        Result<std::vector<SheetItem>> items = making_->from_records(key);
        if (!items) return failure_->keep(items.error());
        reports_->replace_sheet(key, *std::move(items));
    }
}

}  // namespace sendpath::store
