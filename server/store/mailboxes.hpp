#pragma once

#include "base/time.hpp"
#include "store/command.hpp"
#include "store/intake.hpp"

#include <span>
#include <vector>

namespace sendpath::store {

/// What became of a message in its folder once it was ours. Stored: never changes.
enum class MessageState : std::uint8_t {
    stored = 1,  ///< it must still be put out of the way
    left,        ///< it stays as it is, by the setting `leave`
    flagged,
    marked,  ///< \Deleted, and only the owner of the mailbox may expunge it
    gone,    ///< moved or deleted
};

/// A folder of an account as the store knows it.
struct OpenedMailbox {
    std::int64_t id = 0;
    std::uint32_t uid_validity = 0;     ///< 0: never seen
    std::optional<Seconds> renumbered;  ///< when the server last gave its messages new numbers
};

/// A message that is ours and may still be in its folder.
struct MailboxMessage {
    std::uint32_t uid = 0;
    MessageState state{};
    std::optional<model::IntakeId> intake;  ///< nullopt: too large, never downloaded
    std::optional<IntakeState> intake_state{};
};

/// The tables mailbox and mailbox_message, from the writing side. A message is known by its place
/// and never by its flags, which anybody may change (I7, I8).
class MailboxTable {
public:
    MailboxTable(sqlite3& db, Failure& failure);

    /// The folder, written down at its first sight.
    OpenedMailbox open(std::string_view account, std::string_view folder);

    /// The first sight of `uid_validity` sets it. A later change means that all numbers are new:
    /// `renumbered` is now, and the old numbers are forgotten (I9). Only that a mail came new
    /// from here stays, for the counts.
    void see(std::int64_t mailbox, std::uint32_t uid_validity, Seconds now);

    /// What the folder may still hold of ours, by number: every message that is not gone.
    std::vector<MailboxMessage> messages(std::int64_t mailbox, std::uint32_t uid_validity);

    /// Those of them that nothing has been done with yet: state stored. Where messages stay in the
    /// folder they are few among many.
    std::vector<MailboxMessage> stored(std::int64_t mailbox, std::uint32_t uid_validity);

    /// The message at `place` is ours now, state stored. The same mail taken at the same place
    /// once more stays as new or as known as it was.
    /// @param intake  nullopt: too large, not downloaded
    /// @param known   its octets were here before
    void take(const MailboxPlace& place, std::optional<model::IntakeId> intake, std::int64_t size,
              Seconds now, bool known);

    /// What the server was seen to have done with these messages.
    void settle(std::int64_t mailbox, std::uint32_t uid_validity,
                std::span<const std::uint32_t> uids, MessageState state);

private:
    Command add_;
    Command find_;
    Command renumber_;
    Command forget_;
    Command close_;
    Command messages_;
    Command stored_;
    Command take_;
    Command settle_;
};

}  // namespace sendpath::store
