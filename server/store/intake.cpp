#include "store/intake.hpp"

#include "store/mailboxes.hpp"

namespace sendpath::store {
namespace {

template <class Enum>
std::int64_t number_of(Enum value) {
    return static_cast<std::int64_t>(value);
}

std::vector<model::IntakeId> listed(Command& command) {
    std::vector<model::IntakeId> ids;
    command.each([&](const Statement& row) { ids.push_back({row.integer(0)}); });
    return ids;
}

}  // namespace

Blob blob_of(const Digest& digest) {
    return {{reinterpret_cast<const char*>(digest.data()), digest.size()}};
}

std::string_view name(Via via) {
    switch (via) {
        case Via::file: return "file";
        case Via::upload: return "upload";
        case Via::smtp: return "smtp";
        case Via::imap: return "imap";
    }
    return "unknown";
}

std::string_view name(IntakeState state) {
    switch (state) {
        case IntakeState::pending: return "pending";
        case IntakeState::done: return "done";
        case IntakeState::held: return "held";
        case IntakeState::decoding: return "decoding";
    }
    return "unknown";
}

IntakeTable::IntakeTable(sqlite3& db, Failure& failure, MailboxTable& mailboxes)
    : find_(db, failure, "SELECT id, state FROM intake WHERE digest = ?1"),
      add_(db, failure,
           "INSERT INTO intake(received, via, state, size, digest, name)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      add_raw_(db, failure, "INSERT INTO raw(intake, octets) VALUES (?1, ?2)"),
      add_redelivery_(db, failure,
                      "INSERT INTO redelivery(intake, received, via, name)"
                      " SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM intake"
                      " WHERE id = ?1 AND via = ?3 AND name = ?4)"
                      " AND NOT EXISTS (SELECT 1 FROM redelivery"
                      " WHERE intake = ?1 AND via = ?3 AND name = ?4)"),
      reopen_(db, failure,
              "UPDATE intake SET state = 1, tries = 0 WHERE id = ?1 AND state = 3"
              " AND EXISTS (SELECT 1 FROM held WHERE intake = ?1 AND reason = ?2)"
              " AND EXISTS (SELECT 1 FROM raw WHERE intake = ?1)"),
      add_held_(db, failure,
                "INSERT INTO held(intake, reason, part, detail, mail_from, subject)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      drop_held_(db, failure, "DELETE FROM held WHERE intake = ?1"),
      set_state_(db, failure, "UPDATE intake SET state = ?2, tries = 0 WHERE id = ?1"),
      begin_(db, failure,
             "UPDATE intake SET state = 4, tries = tries + ?2"
             " WHERE id = ?1 AND (?3 OR state IN (1, 4))"
             " AND EXISTS (SELECT 1 FROM raw WHERE intake = ?1)"),
      load_(db, failure,
            "SELECT via, received, tries, name, octets FROM intake JOIN raw ON raw.intake = id"
            " WHERE id = ?1"),
      other_door_(db, failure,
                  "SELECT (SELECT via <> ?2 FROM intake WHERE id = ?1) OR EXISTS"
                  " (SELECT 1 FROM redelivery WHERE intake = ?1 AND via <> ?2)"),
      unfinished_(db, failure, "SELECT id FROM intake WHERE state IN (1, 4) ORDER BY id"),
      cut_off_(db, failure,
               "SELECT id FROM intake WHERE state IN (1, 4) AND state = 4 ORDER BY id"),
      all_(db, failure, "SELECT intake FROM raw ORDER BY intake"),
      all_held_(db, failure,
                "SELECT DISTINCT intake FROM held WHERE ignored IS NULL"
                " AND intake IN (SELECT intake FROM raw) ORDER BY intake"),
      ignore_held_(db, failure, "UPDATE held SET ignored = ?2 WHERE id = ?1 AND ignored IS NULL"),
      settle_held_(db, failure,
                   "UPDATE intake SET state = 2 WHERE state = 3"
                   " AND id = (SELECT intake FROM held WHERE id = ?1) AND NOT EXISTS"
                   " (SELECT 1 FROM held WHERE held.intake = intake.id AND ignored IS NULL)"),
      envelopes_(db, failure),
      mailboxes_(&mailboxes) {}

IntakeTable::Taken IntakeTable::take(const NewIntake& mail, IntakeState state) {
    std::optional<Taken> known;
    find_.each(
        [&](const Statement& row) {
            known = Taken{{row.integer(0)}, true, static_cast<IntakeState>(row.integer(1))};
        },
        blob_of(mail.digest));
    const Taken taken = known ? take_known(mail, *known) : take_new(mail, state);
    if (mail.envelope) envelopes_.add(taken.id, mail.received, *mail.envelope);
    if (mail.place) mailboxes_->take(*mail.place, taken.id, mail.size, mail.received, taken.known);
    return taken;
}

IntakeTable::Taken IntakeTable::take_known(const NewIntake& mail, Taken known) {
    // The same file found again where it was is no delivery; from elsewhere it is one.
    add_redelivery_.run(known.id.value, count(mail.received), number_of(mail.via),
                        std::string_view(mail.name));
    if (reopen_.run(known.id.value, number_of(model::HeldReason::not_taken_here)) > 0)
        known.state = IntakeState::pending;
    return known;
}

IntakeTable::Taken IntakeTable::take_new(const NewIntake& mail, IntakeState state) {
    const std::int64_t id =
        add_.insert(count(mail.received), number_of(mail.via), number_of(state), mail.size,
                    blob_of(mail.digest), std::string_view(mail.name));
    add_raw_.run(id, Blob{mail.packed});
    return {{id}, false, state};
}

void IntakeTable::hold(model::IntakeId id, const model::Held& held, std::string_view mail_from,
                       std::string_view subject) {
    add_held_.run(id.value, number_of(held.reason), std::string_view(held.part),
                  std::string_view(held.detail), mail_from, subject);
}

void IntakeTable::release(model::IntakeId id) {
    drop_held_.run(id.value);
}

bool IntakeTable::ignore_held(std::int64_t held, Seconds now) {
    if (ignore_held_.run(held, count(now)) == 0) return false;
    settle_held_.run(held);
    return true;
}

void IntakeTable::set_state(model::IntakeId id, IntakeState state) {
    set_state_.run(id.value, number_of(state));
}

std::optional<PendingIntake> IntakeTable::begin_decoding(model::IntakeId id, Begin how) {
    std::optional<PendingIntake> pending;
    const std::int64_t begun = begin_.run(id.value, how.counts ? std::int64_t{1} : std::int64_t{0},
                                          std::int64_t{how.finished_too});
    if (begun == 0) return pending;
    load_.each(
        [&](const Statement& row) {
            pending = PendingIntake{.id = id,
                                    .via = static_cast<Via>(row.integer(0)),
                                    .received = seconds(row.integer(1)),
                                    .tries = row.integer(2),
                                    .name = row.text(3),
                                    .packed = row.text(4)};
        },
        id.value);
    return pending;
}

Deliveries IntakeTable::deliveries(model::IntakeId id) {
    return {.envelopes = envelopes_.of(id),
            .other_door = other_door_.integer(id.value, number_of(Via::smtp)).value_or(1) != 0};
}

std::vector<model::IntakeId> IntakeTable::unfinished() {
    return listed(unfinished_);
}

std::vector<model::IntakeId> IntakeTable::cut_off() {
    return listed(cut_off_);
}

std::vector<model::IntakeId> IntakeTable::all(bool held_only) {
    return listed(held_only ? all_held_ : all_);
}

}  // namespace sendpath::store
