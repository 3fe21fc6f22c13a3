#include "store/other_mail.hpp"

#include "store/report_details.hpp"

namespace sendpath::store {

// The sums run over other_mail_room, so that no octets are read.
OtherMailTable::OtherMailTable(sqlite3& db, Failure& failure)
    : add_(db, failure,
           "INSERT INTO other_mail(received, size, packed, digest, name, peer, helo, mail_from,"
           "                       recipients, tls, queue_id, trace, octets)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
           " ON CONFLICT (digest) DO NOTHING"),
      drop_(db, failure,
            "DELETE FROM other_mail WHERE id IN (SELECT id FROM"
            " (SELECT id, count(*) OVER newest_first AS mails, sum(packed) OVER newest_first AS"
            "  octets FROM other_mail INDEXED BY other_mail_room"
            "  WINDOW newest_first AS (ORDER BY id DESC))"
            " WHERE mails > ?1 OR octets > ?2)") {}

void OtherMailTable::keep(const NewIntake& mail, OtherMailRoom room) {
    const Envelope envelope = mail.envelope.value_or(Envelope{});
    const std::string recipients = joined(envelope.recipients);
    const std::int64_t added = add_.run(
        count(mail.received), mail.size, static_cast<std::int64_t>(mail.packed.size()),
        blob_of(mail.digest), std::string_view(mail.name), std::string_view(envelope.peer),
        std::string_view(envelope.helo), std::string_view(envelope.mail_from),
        std::string_view(recipients), std::string_view(envelope.tls), std::string_view(envelope.id),
        std::string_view(envelope.trace), Blob{mail.packed});
    if (added > 0) drop_.run(room.mails, room.octets);
}

}  // namespace sendpath::store
