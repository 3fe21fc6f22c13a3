#include "store/names.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

constexpr std::int64_t kLately = 7;            // days, the newest that there are reports of
constexpr std::int64_t kRowsAtOnce = 50'000;   // of source, looked through for one answer
constexpr std::int64_t kTriesMax = 1'000'000;  // counted

/// What the table has of a source before an answer.
struct Known {
    std::optional<std::string> name;
    bool confirmed = false;
    std::optional<Seconds> looked_up;
    bool answered = false;  // at least once
    std::int64_t tries = 0;
    std::int64_t changed = 0;
};

std::chrono::seconds age_of(NameOutcome outcome, std::int64_t tries) {
    switch (outcome) {
        case NameOutcome::found: return NameTable::kFoundAge;
        case NameOutcome::none: return NameTable::kNoneAge;
        case NameOutcome::failed: break;
    }
    std::chrono::seconds age = NameTable::kFailedAge;
    for (std::int64_t n = 1; n < tries && age < NameTable::kFailedAgeMax; ++n) age *= 2;
    return std::min(age, NameTable::kFailedAgeMax);
}

/// Adds rows of (source, address) that are not there yet, up to `limit`.
class Gathering {
public:
    explicit Gathering(std::size_t limit) : limit_(limit) {}

    [[nodiscard]] std::int64_t missing() const {
        return static_cast<std::int64_t>(limit_ - sources_.size());
    }
    void add(const Statement& row) {
        const std::int64_t source = row.integer(0);
        const auto address = model::IpAddress::from_packed(row.view(1));
        const bool there =
            std::ranges::find(sources_, source, &SourceToName::source) != sources_.end();
        if (address && !there && missing() > 0) sources_.push_back({source, *address});
    }
    [[nodiscard]] std::vector<SourceToName> taken() { return std::move(sources_); }

private:
    std::size_t limit_;
    std::vector<SourceToName> sources_;
};

Result<void> add_busy(sqlite3& db, Seconds now, Gathering& into) {
    const auto newest = one_integer(db, "SELECT max(day) FROM domain_day WHERE domain = 0");
    if (!newest) return newest.error();
    return each_row(
        db,
        "SELECT source.id, source.address"
        "  FROM (SELECT source AS row, sum(messages) AS total FROM flow_day"
        "         WHERE domain IN (SELECT DISTINCT domain FROM domain_day WHERE domain <> 0)"
        "           AND day BETWEEN ?1 AND ?2"
        "         GROUP BY source)"
        "  JOIN source ON source.id = row"
        "  LEFT JOIN name ON name.source = row"
        " WHERE name.source IS NULL OR name.due <= ?3"
        " ORDER BY total DESC, row LIMIT ?4",
        [&](const Statement& row) { into.add(row); }, *newest - kLately + 1, *newest, count(now),
        into.missing());
}

/// @return the row up to which all sources have a name or are in `into`
Result<std::int64_t> add_nameless(sqlite3& db, std::int64_t after, Gathering& into) {
    const auto last = one_integer(db, "SELECT max(id) FROM source");
    if (!last) return last.error();
    while (after < *last && into.missing() > 0) {
        const std::int64_t until = std::min(after + kRowsAtOnce, *last);
        const auto asked = each_row(
            db,
            "SELECT id, address FROM source"
            " WHERE id > ?1 AND id <= ?2"
            "   AND NOT EXISTS (SELECT 1 FROM name WHERE name.source = source.id)"
            " ORDER BY id",
            [&](const Statement& row) {
                if (into.missing() == 0) return;
                into.add(row);
                after = row.integer(0);
            },
            after, until);
        if (!asked) return asked.error();
        if (into.missing() > 0) after = until;
    }
    return after;
}

Result<void> add_due(sqlite3& db, Seconds now, Gathering& into) {
    return each_row(
        db,
        "SELECT source.id, source.address FROM name INDEXED BY name_due"
        "  JOIN source ON source.id = name.source"
        " WHERE due <= ?1 ORDER BY due LIMIT ?2",
        [&](const Statement& row) { into.add(row); }, count(now), into.missing());
}

}  // namespace

NameTable::NameTable(sqlite3& db, Failure& failure)
    : find_(db, failure,
            "SELECT name, confirmed, looked_up, outcome, tries, changed FROM name"
            " WHERE source = ?1"),
      put_(db, failure,
           "INSERT INTO name(source, name, confirmed, looked_up, outcome, tries, due, changed)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
           "         CASE WHEN ?8 THEN (SELECT coalesce(max(changed), 0) + 1 FROM name"
           "                            INDEXED BY name_changed WHERE changed > 0)"
           "              ELSE ?9 END)"
           " ON CONFLICT (source) DO UPDATE SET name = excluded.name,"
           "  confirmed = excluded.confirmed, looked_up = excluded.looked_up,"
           "  outcome = excluded.outcome, tries = excluded.tries, due = excluded.due,"
           "  changed = excluded.changed") {}

void NameTable::put(const NameAnswer& answer, Seconds now) {
    Known known;
    find_.each(
        [&](const Statement& row) {
            known.name = row.optional_text(0);
            known.confirmed = row.integer(1) != 0;
            known.looked_up = seconds(row.integer(2));
            const bool failed = row.integer(3) == static_cast<std::int64_t>(NameOutcome::failed);
            known.tries = row.integer(4);
            known.answered = !failed || known.name;
            known.changed = row.integer(5);
        },
        answer.source);
    const bool failed = answer.outcome == NameOutcome::failed;
    std::optional<std::string> name = known.name;
    bool confirmed = known.confirmed;
    if (!failed) {
        const bool found = answer.outcome == NameOutcome::found && !answer.name.empty();
        name = found ? std::optional(answer.name.str()) : std::nullopt;
        confirmed = found && answer.confirmed;
    }
    const auto leads_back = [](bool is, const std::optional<std::string>& of) {
        return is ? of : std::nullopt;
    };
    const bool changes = leads_back(known.confirmed, known.name) != leads_back(confirmed, name);
    const std::int64_t tries = failed ? std::min(known.tries + 1, kTriesMax) : 0;
    const Seconds looked_up = failed && known.answered ? *known.looked_up : now;
    put_.run(answer.source, name, std::int64_t{confirmed}, count(looked_up),
             static_cast<std::int64_t>(answer.outcome), tries,
             count(now + age_of(answer.outcome, tries)), std::int64_t{changes}, known.changed);
}

Result<SourcesToName> sources_to_name(sqlite3& db, const NamesQuestion& question) {
    Gathering found(question.limit);
    const auto busy = add_busy(db, question.now, found);
    if (!busy) return busy.error();
    const auto after = add_nameless(db, question.after, found);
    if (!after) return after.error();
    const auto due = add_due(db, question.now, found);
    if (!due) return due.error();
    return SourcesToName{found.taken(), *after};
}

std::optional<SourceName> SourceNames::find(const model::IpAddress& address) {
    if (!statement_) {
        Result<Statement> prepared = Statement::prepare(
            *db_,
            "SELECT name, confirmed, looked_up FROM source JOIN name ON name.source = source.id"
            " WHERE address = ?1");
        if (!prepared) error_ = prepared.error();
        if (!prepared) return std::nullopt;
        statement_ = *std::move(prepared);
    }
    statement_->with(Blob{address.packed()});
    const Result<bool> row = statement_->step();
    if (!row) error_ = row.error();
    std::optional<SourceName> name;
    if (row && *row)
        name = SourceName{statement_->optional_text(0), statement_->integer(1) != 0,
                          seconds(statement_->integer(2))};
    statement_->reset();
    return name;
}

const SourceName* SourceNames::of(const model::IpAddress& address) {
    auto known = known_.find(address);
    if (known == known_.end()) known = known_.emplace(address, find(address)).first;
    return known->second ? &*known->second : nullptr;
}

Result<std::optional<std::string>> confirmed_name(sqlite3& db, std::int64_t source) {
    std::optional<std::string> name;
    const auto asked = each_row(
        db, "SELECT name FROM name WHERE source = ?1 AND confirmed",
        [&](const Statement& row) { name = row.optional_text(0); }, source);
    if (!asked) return asked.error();
    return name;
}

Result<std::vector<ChangedName>> names_changed_since(sqlite3& db, std::int64_t since,
                                                     std::size_t limit) {
    std::vector<ChangedName> found;
    const auto asked = each_row(
        db,
        "SELECT source, changed FROM name INDEXED BY name_changed"
        " WHERE changed > 0 AND changed > ?1 ORDER BY changed LIMIT ?2",
        [&](const Statement& row) { found.push_back({row.integer(0), row.integer(1)}); }, since,
        static_cast<std::int64_t>(limit));
    if (!asked) return asked.error();
    return found;
}

}  // namespace sendpath::store
