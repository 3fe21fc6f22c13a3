#include "store/envelopes.hpp"

#include "store/report_details.hpp"

namespace sendpath::store {
namespace {

constexpr std::int64_t kRua = 1;
constexpr std::int64_t kRuf = 2;
constexpr std::int64_t kTls = 4;

std::int64_t bits_of(model::Takes takes) {
    return (takes.rua ? kRua : 0) | (takes.ruf ? kRuf : 0) | (takes.tls ? kTls : 0);
}

model::Takes takes_of(std::int64_t bits) {
    return {(bits & kRua) != 0, (bits & kRuf) != 0, (bits & kTls) != 0};
}

}  // namespace

// Past the bound, a delivery that takes another kind than all before it is still written down: what
// a mail is held for hangs on it, and there are only so many kinds.
EnvelopeTable::EnvelopeTable(sqlite3& db, Failure& failure)
    : add_(db, failure,
           "INSERT INTO envelope(intake, received, takes, peer, helo, mail_from, recipients, tls,"
           "                     queue_id, trace)"
           " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
           " WHERE (SELECT count(*) FROM envelope WHERE intake = ?1) < ?11"
           " OR NOT EXISTS (SELECT 1 FROM envelope WHERE intake = ?1 AND takes = ?3)"),
      of_(db, failure,
          "SELECT takes, peer, helo, mail_from, recipients, tls, queue_id, trace"
          " FROM envelope"
          " WHERE intake = ?1 ORDER BY id") {}

void EnvelopeTable::add(model::IntakeId id, Seconds received, const Envelope& envelope) {
    const std::string recipients = joined(envelope.recipients);
    add_.run(id.value, count(received), bits_of(envelope.takes), std::string_view(envelope.peer),
             std::string_view(envelope.helo), std::string_view(envelope.mail_from),
             std::string_view(recipients), std::string_view(envelope.tls),
             std::string_view(envelope.id), std::string_view(envelope.trace), kPerMailMax);
}

std::vector<Envelope> EnvelopeTable::of(model::IntakeId id) {
    std::vector<Envelope> envelopes;
    of_.each(
        [&](const Statement& row) {
            envelopes.push_back({.peer = row.text(1),
                                 .helo = row.text(2),
                                 .mail_from = row.text(3),
                                 .recipients = split_lines(row.view(4)),
                                 .tls = row.text(5),
                                 .id = row.text(6),
                                 .trace = row.text(7),
                                 .takes = takes_of(row.integer(0))});
        },
        id.value);
    return envelopes;
}

}  // namespace sendpath::store
