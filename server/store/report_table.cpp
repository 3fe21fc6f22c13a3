#include "store/report_table.hpp"

#include "store/packed_auth_set.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

constexpr std::int64_t kSeveralDays = 2;  // report.flags
constexpr std::int64_t kTooLong = 4;
constexpr std::int64_t kStray = 8;
constexpr std::size_t kPackedRecord = 9;  // octets, about

std::string_view octets_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The same name, or one below the other.
bool related(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    if (!a.ends_with(b)) return false;
    return a.size() == b.size() || a[a.size() - b.size() - 1] == '.';
}

/// What a reporter says of a record, but its flow. `word` gives the row of a word.
void take_evaluation(const model::Record& record, const model::AggregateReport& report,
                     const auto& word, PackedRecord& one) {
    one.messages = static_cast<std::int64_t>(record.messages);
    one.disposition = record.disposition;
    one.dkim = record.dkim;
    one.spf = record.spf;
    one.header_from_inferred = record.header_from_inferred;
    one.envelope_from = word(record.envelope_from);
    one.envelope_to = word(record.envelope_to);
    one.disposition_text = word(record.disposition_text);
    one.dkim_text = word(record.dkim_text);
    one.spf_text = word(record.spf_text);
    one.reasons.clear();
    one.override_class = model::OverrideClass::none;
    for (std::uint32_t i = 0; i < record.reason_count; ++i) {
        const model::OverrideReason& reason = report.reasons[record.first_reason + i];
        one.reasons.push_back({word(reason.type), word(reason.comment)});
        if (one.override_class == model::OverrideClass::none)  // the first one decides
            one.override_class = model::parse_override(report.words.text(reason.type),
                                                       report.words.text(reason.comment));
    }
}

}  // namespace

std::string_view name(Added added) {
    switch (added) {
        case Added::counted: return "new";
        case Added::duplicate: return "duplicate";
        case Added::conflict: return "conflict";
        case Added::foreign: return "foreign";
    }
    return "unknown";
}

ReportTable::ReportTable(sqlite3& db, Failure& failure, const analysis::PublicSuffixes& suffixes)
    : failure_(&failure),
      dictionaries_(db, failure),
      grouper_(db, failure, dictionaries_, suffixes),
      rollup_(db, failure),
      details_(db, failure),
      find_siblings_(db, failure,
                     "SELECT id, state, flags, messages, policy, intake, part, content FROM report"
                     " WHERE identity = ?1 ORDER BY id"),
      same_records_(db, failure, "SELECT 1 FROM record_list WHERE report = ?1 AND packed = ?2"),
      add_report_(db, failure,
                  "INSERT INTO report(kind, state, flags, day, domain, reporter, policy, begin,"
                  " end, records, messages, failing, disagreed, warnings, skipped, intake,"
                  " identity, content, part, report_id, disagreed_messages) VALUES (?1, ?2, ?3,"
                  " ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,"
                  " ?21)"),
      add_records_(db, failure, "INSERT INTO record_list(report, packed) VALUES (?1, ?2)"),
      add_note_(db, failure,
                "INSERT INTO note(report, seq, kind, ordinal, code, detail)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      add_duplicate_(db, failure,
                     "INSERT OR IGNORE INTO duplicate(report, intake, part) VALUES (?1, ?2, ?3)"),
      bump_(db, failure, "UPDATE state SET value = value + ?2 WHERE name = ?1"),
      load_report_(db, failure,
                   "SELECT domain, reporter, policy, begin, end, kind FROM report WHERE id = ?1"),
      load_records_(db, failure, "SELECT packed FROM record_list WHERE report = ?1"),
      load_flow_(db, failure, "SELECT domain, source, class FROM flow WHERE id = ?1"),
      set_state_(db, failure, "UPDATE report SET state = ?2, flags = ?3 WHERE id = ?1"),
      of_intake_(db, failure, "SELECT id, state, skipped, identity FROM report WHERE intake = ?1"),
      to_expire_(db, failure, "SELECT state, skipped, identity FROM report WHERE id = ?1"),
      drop_duplicates_of_intake_(db, failure, "DELETE FROM duplicate WHERE intake = ?1"),
      drop_duplicates_of_report_(db, failure, "DELETE FROM duplicate WHERE report = ?1"),
      repoint_duplicates_(db, failure,
                          "UPDATE OR REPLACE duplicate SET report = ?2 WHERE report = ?1"),
      drop_stray_duplicates_(db, failure, "DELETE FROM duplicate WHERE report < 0"),
      drop_report_(db, failure, "DELETE FROM report WHERE id = ?1"),
      drop_records_(db, failure, "DELETE FROM record_list WHERE report = ?1"),
      drop_notes_(db, failure, "DELETE FROM note WHERE report = ?1"),
      ours_seen_(db, failure, "SELECT value FROM state WHERE name = 'ours'"),
      keep_ours_(db, failure, "INSERT OR REPLACE INTO state(name, value) VALUES ('ours', ?1)"),
      domains_(db, failure, "SELECT id, name FROM domain"),
      of_domain_(db, failure,
                 "SELECT id, state, flags, identity FROM report"
                 " WHERE kind BETWEEN 0 AND 2 AND domain = ?1") {}

Added ReportTable::add(const model::Report& report, const Arrival& arrival,
                       const OurDomains& ours) {
    const ReportFacts facts = facts_of(report, arrival.received);
    const Digest identity = identity_of(report, facts);
    const auto* aggregate = std::get_if<model::AggregateReport>(&report.body);
    const Packed packed = aggregate != nullptr ? pack_records(*aggregate) : Packed{};

    const std::vector<Sibling> siblings = siblings_of(identity);
    if (!siblings.empty()) {
        const std::int64_t policy =
            aggregate != nullptr ? dictionaries_.policy(aggregate->policy) : 0;
        if (const auto same = same_as(siblings, report, policy, packed.octets)) {
            last_id_ = *same;
            if (add_duplicate_.run(*same, arrival.intake.value, std::string_view(report.part)) > 0)
                bump_.run(std::string_view("duplicates"), std::int64_t{1});
            return Added::duplicate;
        }
    }

    if (!report.skipped.empty())
        bump_.run(std::string_view("skipped_records"),
                  static_cast<std::int64_t>(report.skipped.size()));
    if (!ours.contains(facts.domain)) {
        insert(report, facts, identity, arrival, packed, ReportState::foreign);
        return Added::foreign;
    }
    if (!siblings.empty()) {
        insert(report, facts, identity, arrival, packed, ReportState::superseded);
        settle(identity);
        return Added::conflict;
    }
    insert(report, facts, identity, arrival, packed, ReportState::counted);
    return Added::counted;
}

std::vector<ReportTable::Sibling> ReportTable::siblings_of(const Digest& identity) {
    std::vector<Sibling> siblings;
    find_siblings_.each(
        [&](const Statement& row) {
            siblings.push_back({.id = row.integer(0),
                                .state = static_cast<ReportState>(row.integer(1)),
                                .flags = row.integer(2),
                                .messages = row.integer(3),
                                .policy = row.integer(4),
                                .intake = row.integer(5),
                                .part = row.text(6),
                                .content = row.text(7)});
        },
        Blob{octets_of(identity)});
    return siblings;
}

std::optional<std::int64_t> ReportTable::same_as(const std::vector<Sibling>& siblings,
                                                 const model::Report& report, std::int64_t policy,
                                                 std::string_view packed) {
    for (const Sibling& each : siblings)
        if (each.content == octets_of(report.content)) return each.id;
    // Other octets that say the same: another encoding, other line ends.
    if (!std::holds_alternative<model::AggregateReport>(report.body)) return std::nullopt;
    for (const Sibling& each : siblings)
        if (each.policy == policy && same_records_.integer(each.id, Blob{packed})) return each.id;
    return std::nullopt;
}

std::int64_t ReportTable::insert(const model::Report& report, const ReportFacts& facts,
                                 const Digest& identity, const Arrival& arrival,
                                 const Packed& packed, ReportState state) {
    const model::ReportDays days = model::report_days(facts.begin, facts.end);
    const auto* aggregate = std::get_if<model::AggregateReport>(&report.body);
    const std::int64_t domain = facts.domain.empty() ? 0 : dictionaries_.domain(facts.domain);
    const std::int64_t reporter = aggregate != nullptr
                                      ? dictionaries_.reporter(*aggregate)
                                      : dictionaries_.reporter(facts.org_name, facts.email);
    const std::int64_t policy = aggregate != nullptr ? dictionaries_.policy(aggregate->policy) : 0;
    const std::int64_t flags = (days.several() ? kSeveralDays : 0) |
                               (days.too_long ? kTooLong : 0) | (packed.stray ? kStray : 0);
    const std::int64_t id = add_report_.insert(
        static_cast<std::int64_t>(facts.kind), static_cast<std::int64_t>(state), flags,
        count(days.middle), domain, reporter, policy, count(facts.begin), count(facts.end),
        static_cast<std::int64_t>(packed.records.size()), packed.messages, packed.failing,
        arrival.disagreed, static_cast<std::int64_t>(report.warnings.size()),
        static_cast<std::int64_t>(report.skipped.size()), arrival.intake.value,
        Blob{octets_of(identity)}, Blob{octets_of(report.content)}, std::string_view(report.part),
        std::string_view(facts.report_id), arrival.disagreed_messages);

    if (aggregate != nullptr) {
        add_records_.run(id, Blob{packed.octets});
        if (state == ReportState::counted)
            rollup_.count({domain, reporter, policy, facts.begin, facts.end}, packed.records, +1);
    } else if (const auto* failure = std::get_if<model::FailureReport>(&report.body)) {
        std::optional<std::int64_t> source;
        if (failure->source_ip) source = dictionaries_.source(*failure->source_ip);
        details_.add(id, *failure, source);
    } else if (const auto* tls = std::get_if<model::TlsReport>(&report.body)) {
        details_.add(id, *tls);
        for (const model::TlsPolicy& each : tls->policies)  // so that each can be asked for
            if (each.domain) static_cast<void>(dictionaries_.domain(*each.domain));
    }
    last_id_ = id;
    add_notes(id, report);
    for (const auto& [gone, row] : removed_)  // decoded again: its deliveries stay with it
        if (gone == identity) repoint_duplicates_.run(-row, id);
    return id;
}

void ReportTable::add_notes(std::int64_t id, const model::Report& report) {
    std::int64_t seq = 0;
    const auto note = [&](NoteKind kind, std::int64_t ordinal, std::string_view code,
                          std::string_view detail) {
        add_note_.run(id, ++seq, static_cast<std::int64_t>(kind), ordinal, code, detail);
    };
    for (const model::Warning& each : report.warnings)
        note(NoteKind::warning, 0, each.code, each.detail);
    for (const model::SkippedRecord& each : report.skipped)
        note(NoteKind::skipped, each.ordinal, each.code, each.detail);
    if (const auto* aggregate = std::get_if<model::AggregateReport>(&report.body))
        for (const std::string& each : aggregate->errors)
            note(NoteKind::reporter_error, 0, {}, each);
}

ReportTable::Packed ReportTable::pack_records(const model::AggregateReport& report) {
    // Each word, From domain and authentication set of the report is looked up once.
    std::vector<std::int64_t> words(report.words.size() + 1, -1);
    std::vector<std::int64_t> domains(report.words.size() + 1, -1);
    std::vector<std::int64_t> auth_sets(report.auth_sets.size(), -1);
    words[model::kNoWord] = 0;
    const auto word = [&](model::Word each) {
        if (words[each] < 0) words[each] = dictionaries_.word(report.words.text(each));
        return static_cast<std::uint64_t>(words[each]);
    };
    Packed packed;
    Packer set;
    const auto domain = [&](model::Word each) {
        if (domains[each] < 0) {
            domains[each] = dictionaries_.domain(report.words.text(each));
            if (!related(report.words.text(each), report.policy.domain.str())) packed.stray = true;
        }
        return domains[each];
    };
    const auto auth_set = [&](std::uint32_t each) {
        if (auth_sets[each] < 0) {
            set.clear();
            pack(report.auth_sets[each], word, set);
            auth_sets[each] = dictionaries_.auth_set(set.octets());
        }
        return auth_sets[each];
    };

    packed.records.reserve(report.records.size());
    Packer octets;
    octets.reserve(report.records.size() * kPackedRecord);
    PackedRecord one;
    for (const model::Record& record : report.records) {
        FlowRef ref;
        ref.domain = domain(record.header_from);
        ref.source = dictionaries_.source(record.source);
        const std::int64_t set_row = auth_set(record.auth_set);
        const auto grouped = [&] {
            return grouper_.class_of(
                {ref.domain, report.words.text(record.header_from), set_row, ref.source,
                 record.source, static_cast<std::int64_t>(record.messages)},
                [&] {
                    return analysis::facts_of(report.auth_sets[record.auth_set], report.words);
                });
        };
        const GroupedFlow flow = dictionaries_.flow(ref.source, ref.domain, set_row, grouped);
        ref.flow = flow.flow;
        ref.flow_class = flow.flow_class;
        one.flow = static_cast<std::uint64_t>(ref.flow);
        take_evaluation(record, report, word, one);
        pack(one, octets);
        const Outcome outcome = outcome_of(one);
        packed.records.push_back({ref, outcome, one.messages});
        packed.messages += one.messages;
        if ((outcome & 3U) == 0) packed.failing += one.messages;
    }
    packed.octets = octets.take();
    return packed;
}

}  // namespace sendpath::store
