#pragma once

#include "imap/uid_set.hpp"
#include "store/mailboxes.hpp"

namespace sendpath::imap {

/// What becomes of a message in its mailbox once it is safe in the store.
enum class After : std::uint8_t {
    file,    ///< moved to the folder for what was read, or for what could not be
    flag,    ///< stays, marked as read
    remove,  ///< deleted; what could not be read is moved
    leave,   ///< stays as it is: the folder is never written to
};

[[nodiscard]] std::string_view name(After after);

/// What is to be done with the messages of a folder that are ours, by what the store says of them.
struct Disposal {
    UidSet settled;      ///< need not be fetched again
    UidSet read;         ///< to be put out of the way, or flagged, as read
    UidSet unread;       ///< the same for what was held, or was too large to be fetched
    UidSet left;         ///< to be written down as left, and nothing else
    bool waits = false;  ///< the store has yet to decide about some
};

/// Pure. A message that stayed under another setting is taken up again when the setting now moves
/// messages.
[[nodiscard]] Disposal disposal_of(After after, const std::vector<store::MailboxMessage>& messages);

}  // namespace sendpath::imap
