#include "store/mailboxes.hpp"

#include <fmt/format.h>

namespace sendpath::store {
namespace {

constexpr auto kStored = static_cast<std::int64_t>(MessageState::stored);
constexpr auto kGone = static_cast<std::int64_t>(MessageState::gone);

/// @param index  the partial index that has these messages
/// @param which  the condition that it is built on
std::string messages_sql(std::string_view index, std::string_view which) {
    return fmt::format(
        "SELECT uid, mailbox_message.state, intake, intake.state"
        " FROM mailbox_message INDEXED BY {} LEFT JOIN intake ON intake.id = mailbox_message.intake"
        " WHERE mailbox = ?1 AND uid_validity = ?2 AND mailbox_message.state {} ORDER BY uid",
        index, which);
}

std::vector<MailboxMessage> listed(Command& command, std::int64_t mailbox,
                                   std::uint32_t uid_validity) {
    std::vector<MailboxMessage> found;
    command.each(
        [&](const Statement& row) {
            MailboxMessage one{.uid = static_cast<std::uint32_t>(row.integer(0)),
                               .state = static_cast<MessageState>(row.integer(1)),
                               .intake = {}};
            if (const auto intake = row.optional_integer(2)) one.intake = {*intake};
            if (const auto state = row.optional_integer(3))
                one.intake_state = static_cast<IntakeState>(*state);
            found.push_back(one);
        },
        mailbox, std::int64_t{uid_validity});
    return found;
}

}  // namespace

// Of old numbers only the rows of mails that came new stay, which are no more than there are mails:
// a server that gives new numbers at every visit must not fill the disk.
MailboxTable::MailboxTable(sqlite3& db, Failure& failure)
    : add_(db, failure,
           "INSERT INTO mailbox(account, folder, uid_validity) VALUES (?1, ?2, 0)"
           " ON CONFLICT (account, folder) DO NOTHING"),
      find_(db, failure,
            "SELECT id, uid_validity, renumbered FROM mailbox WHERE account = ?1 AND folder = ?2"),
      renumber_(db, failure,
                "UPDATE mailbox SET uid_validity = ?2,"
                " renumbered = CASE uid_validity WHEN 0 THEN renumbered ELSE ?3 END"
                " WHERE id = ?1 AND uid_validity <> ?2"),
      forget_(db, failure,
              "DELETE FROM mailbox_message WHERE mailbox = ?1 AND uid_validity <> ?2"
              " AND (known OR intake IS NULL)"),
      close_(db, failure,
             "UPDATE mailbox_message SET state = ?3 WHERE mailbox = ?1 AND uid_validity <> ?2"
             " AND state <> ?3"),
      messages_(db, failure, messages_sql("mailbox_message_there", "<> 5")),
      stored_(db, failure, messages_sql("mailbox_message_stored", "= 1")),
      take_(db, failure,
            "INSERT INTO mailbox_message(mailbox, uid_validity, uid, state, intake, size, stored,"
            "                            known)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            " ON CONFLICT (mailbox, uid_validity, uid) DO UPDATE SET state = excluded.state,"
            "  known = CASE WHEN intake IS excluded.intake THEN known ELSE excluded.known END,"
            "  intake = excluded.intake, size = excluded.size, stored = excluded.stored"),
      settle_(db, failure,
              "UPDATE mailbox_message SET state = ?4"
              " WHERE mailbox = ?1 AND uid_validity = ?2 AND uid = ?3") {}

OpenedMailbox MailboxTable::open(std::string_view account, std::string_view folder) {
    add_.run(account, folder);
    OpenedMailbox opened;
    find_.each(
        [&](const Statement& row) {
            opened.id = row.integer(0);
            opened.uid_validity = static_cast<std::uint32_t>(row.integer(1));
            if (const auto when = row.optional_integer(2)) opened.renumbered = seconds(*when);
        },
        account, folder);
    return opened;
}

void MailboxTable::see(std::int64_t mailbox, std::uint32_t uid_validity, Seconds now) {
    const std::int64_t validity{uid_validity};
    if (renumber_.run(mailbox, validity, count(now)) == 0) return;
    forget_.run(mailbox, validity);
    close_.run(mailbox, validity, kGone);
}

std::vector<MailboxMessage> MailboxTable::messages(std::int64_t mailbox,
                                                   std::uint32_t uid_validity) {
    return listed(messages_, mailbox, uid_validity);
}

std::vector<MailboxMessage> MailboxTable::stored(std::int64_t mailbox, std::uint32_t uid_validity) {
    return listed(stored_, mailbox, uid_validity);
}

void MailboxTable::take(const MailboxPlace& place, std::optional<model::IntakeId> intake,
                        std::int64_t size, Seconds now, bool known) {
    const auto id = intake ? std::optional(intake->value) : std::nullopt;
    take_.run(place.mailbox, std::int64_t{place.uid_validity}, std::int64_t{place.uid}, kStored, id,
              size, count(now), std::int64_t{known});
}

void MailboxTable::settle(std::int64_t mailbox, std::uint32_t uid_validity,
                          std::span<const std::uint32_t> uids, MessageState state) {
    for (const std::uint32_t uid : uids)
        settle_.run(mailbox, std::int64_t{uid_validity}, std::int64_t{uid},
                    static_cast<std::int64_t>(state));
}

}  // namespace sendpath::store
