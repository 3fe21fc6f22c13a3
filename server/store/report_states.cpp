// The part of ReportTable that switches reports between counted, superseded and foreign.
#include "store/report_table.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

constexpr std::int64_t kInConflict = 1;  // report.flags

Digest digest_from(std::string_view octets) {
    Digest digest{};
    std::copy_n(octets.begin(), std::min(octets.size(), digest.size()), digest.begin());
    return digest;
}

/// Tells whether the configured domains are those of the last time.
std::int64_t digest_of(const OurDomains& ours) {
    std::vector<model::DomainName> names = ours.names;
    std::ranges::sort(names);
    std::string text;
    for (const model::DomainName& name : names) text.append(name.str()).append(" ");
    std::int64_t number = 0;
    for (const std::uint8_t octet : sendpath::digest_of(text))
        number = static_cast<std::int64_t>((static_cast<std::uint64_t>(number) << 7U) ^ octet);
    return number;
}

}  // namespace

void ReportTable::settle(const Digest& identity) {
    std::vector<Sibling> rivals = siblings_of(identity);
    std::erase_if(rivals, [](const Sibling& each) { return each.state == ReportState::foreign; });
    if (rivals.empty()) return;
    const auto winner = std::ranges::max_element(rivals, {}, [](const Sibling& each) {
        return std::pair(each.messages, -each.id);  // of equals, the one that came first
    });
    for (const Sibling& each : rivals) {
        const std::int64_t flags =
            rivals.size() > 1 ? each.flags | kInConflict : each.flags & ~kInConflict;
        const ReportState state =
            each.id == winner->id ? ReportState::counted : ReportState::superseded;
        if (state != each.state) count_stored(each.id, state == ReportState::counted ? +1 : -1);
        if (state != each.state || flags != each.flags) set_state(each.id, state, flags);
    }
}

void ReportTable::count_stored(std::int64_t id, int sign) {
    RollupReport report;
    bool aggregate = false;
    load_report_.each(
        [&](const Statement& row) {
            report = {row.integer(0), row.integer(1), row.integer(2), seconds(row.integer(3)),
                      seconds(row.integer(4))};
            aggregate = row.integer(5) == static_cast<std::int64_t>(ReportKind::aggregate);
        },
        id);
    if (!aggregate) return;
    std::string packed;
    load_records_.each([&](const Statement& row) { packed = row.text(0); }, id);

    std::vector<RollupRecord> records;
    RecordCursor cursor(packed);
    PackedRecord record;
    while (true) {
        const Result<bool> more = cursor.next(record);
        if (!more) return failure_->keep(more.error().within("report " + std::to_string(id)));
        if (!*more) break;
        RollupRecord each{.flow = {.flow = static_cast<std::int64_t>(record.flow)},
                          .outcome = outcome_of(record),
                          .messages = record.messages};
        load_flow_.each(
            [&](const Statement& row) {
                each.flow.domain = row.integer(0);
                each.flow.source = row.integer(1);
                each.flow.flow_class = row.integer(2);
            },
            each.flow.flow);
        records.push_back(each);
    }
    rollup_.count(report, records, sign);
}

void ReportTable::set_state(std::int64_t id, ReportState state, std::int64_t flags) {
    set_state_.run(id, static_cast<std::int64_t>(state), flags);
}

void ReportTable::remove(std::int64_t id, ReportState state) {
    if (state == ReportState::counted) count_stored(id, -1);
    details_.remove(id);
    for (Command* drop : {&drop_records_, &drop_notes_, &drop_report_}) drop->run(id);
}

void ReportTable::remove_all_of(model::IntakeId intake) {
    struct Row {
        std::int64_t id = 0;
        ReportState state{};
        std::int64_t skipped = 0;
        Digest identity{};
    };
    std::vector<Row> rows;
    of_intake_.each(
        [&](const Statement& row) {
            rows.push_back({row.integer(0), static_cast<ReportState>(row.integer(1)),
                            row.integer(2), digest_from(row.view(3))});
        },
        intake.value);
    const std::int64_t deliveries = drop_duplicates_of_intake_.run(intake.value);
    if (deliveries > 0) bump_.run(std::string_view("duplicates"), -deliveries);
    for (const Row& row : rows) {
        remove(row.id, row.state);
        // Set aside under a number that no new row gets, until the report comes back.
        repoint_duplicates_.run(row.id, -row.id);
        removed_.emplace_back(row.identity, row.id);
        bump_.run(std::string_view("skipped_records"), -row.skipped);
    }
    for (const Row& row : rows) settle(row.identity);
}

void ReportTable::expire(model::ReportId report) {
    std::optional<ReportState> state;
    std::int64_t skipped = 0;
    Digest identity{};
    to_expire_.each(
        [&](const Statement& row) {
            state = static_cast<ReportState>(row.integer(0));
            skipped = row.integer(1);
            identity = digest_from(row.view(2));
        },
        report.value);
    if (!state) return;
    const std::int64_t deliveries = drop_duplicates_of_report_.run(report.value);
    if (deliveries > 0) bump_.run(std::string_view("duplicates"), -deliveries);
    if (skipped > 0) bump_.run(std::string_view("skipped_records"), -skipped);
    remove(report.value, *state);
    settle(identity);
}

bool ReportTable::adopt(const OurDomains& ours) {
    const std::int64_t digest = digest_of(ours);
    if (ours_seen_.integer().value_or(digest_of(OurDomains{})) == digest) return false;
    keep_ours_.run(digest);
    std::vector<std::pair<std::int64_t, bool>> domains;
    domains_.each([&](const Statement& row) {
        domains.emplace_back(row.integer(0), ours.contains(row.view(1)));
    });
    struct Row {
        std::int64_t id = 0;
        ReportState state{};
        std::int64_t flags = 0;
        Digest identity{};
    };
    std::vector<Row> rows;
    for (const auto& [domain, is_ours] : domains) {
        rows.clear();
        of_domain_.each(
            [&](const Statement& row) {
                rows.push_back({row.integer(0), static_cast<ReportState>(row.integer(1)),
                                row.integer(2), digest_from(row.view(3))});
            },
            domain);
        for (const Row& row : rows) {
            if (is_ours == (row.state != ReportState::foreign)) continue;
            if (is_ours) {
                set_state(row.id, ReportState::superseded, row.flags);
            } else {
                if (row.state == ReportState::counted) count_stored(row.id, -1);
                set_state(row.id, ReportState::foreign, row.flags & ~kInConflict);
            }
            if (is_ours) settle(row.identity);
        }
    }
    return true;
}

void ReportTable::flush_rollups() {
    rollup_.flush();
    for (const std::int64_t domain : rollup_.sheets().take_domains_of_strangers())
        grouper_.mark_strangers(domain);
    grouper_.flush();
}

void ReportTable::flush() {
    flush_rollups();
    if (!removed_.empty()) {  // deliveries of reports that did not come back
        const std::int64_t strays = drop_stray_duplicates_.run();
        if (strays > 0) bump_.run(std::string_view("duplicates"), -strays);
    }
    removed_.clear();
}

void ReportTable::forget() {
    removed_.clear();
    dictionaries_.forget();
    grouper_.forget();
    rollup_.forget();
}

}  // namespace sendpath::store
