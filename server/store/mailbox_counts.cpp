#include "store/queries.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

/// Runs over mailbox_message_by_time alone, one range for each folder.
constexpr std::string_view kCounts = R"sql(
    SELECT mailbox.id, count(*),
           total(intake IS NOT NULL AND NOT known),
           total(intake IS NOT NULL AND known),
           total(intake IS NULL),
           total(state = 1)
      FROM mailbox
      JOIN mailbox_message INDEXED BY mailbox_message_by_time
        ON mailbox = mailbox.id AND stored >= ?1
     GROUP BY mailbox.id
     ORDER BY mailbox.id
)sql";

/// From the held mails, which are few, to where they were found.
constexpr std::string_view kHeld = R"sql(
    SELECT mailbox, count(*)
      FROM intake INDEXED BY intake_held
      JOIN mailbox_message INDEXED BY mailbox_message_by_intake
        ON mailbox_message.intake = intake.id
     WHERE intake.state = 3 AND stored >= ?1
     GROUP BY mailbox
)sql";

}  // namespace

Result<std::vector<MailboxCounts>> mailbox_counts(sqlite3& db, Seconds since) {
    std::vector<MailboxCounts> all;
    Result<void> asked = each_row(
        db, kCounts,
        [&](const Statement& row) {
            all.push_back({.mailbox = row.integer(0),
                           .found = row.integer(1),
                           .new_mails = row.integer(2),
                           .known = row.integer(3),
                           .too_large = row.integer(4),
                           .waiting = row.integer(5)});
        },
        count(since));
    if (!asked) return asked.error();
    asked = each_row(
        db, kHeld,
        [&](const Statement& row) {
            const auto of = std::ranges::find(all, row.integer(0), &MailboxCounts::mailbox);
            if (of != all.end()) of->held = row.integer(1);
        },
        count(since));
    if (!asked) return asked.error();
    return all;
}

}  // namespace sendpath::store
