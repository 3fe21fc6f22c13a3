#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace sendpath::http {

/// Why a mailbox was last given up.
struct MailboxTrouble {
    std::string reason;  ///< code, "login_refused"
    std::string detail;  ///< with the server's own words in it
    std::string advice;  ///< what to do about it, a sentence
    Seconds at{};
};

/// How the poller of one IMAP folder is. All texts are UTF-8 without control characters; those that
/// came from the server are a stranger's words all the same.
struct MailboxState {
    std::int64_t id = 0;  ///< row of table mailbox; 0 until the store has opened it
    std::string account;
    std::string folder;
    std::string server;  ///< "imaps://imap.example.com:993", "imap+starttls://..."
    std::string state;   ///< connecting, working, waiting, backing_off, stopped
    bool idle = false;   ///< it waits in IDLE, so that new mail is told at once
    std::string after;   ///< file, flag, delete, leave
    bool certificate_unchecked = false;
    std::optional<Seconds> last_success;
    std::optional<Seconds> next_poll;
    std::optional<MailboxTrouble> last_error;  ///< none: all is well again
    std::optional<std::int64_t> backlog;       ///< messages still to be taken or put out of the way
    std::int64_t uid_validity = 0;             ///< 0: not known yet
    std::optional<Seconds> renumbered;
    std::string alert;  ///< what the server wants people to read; empty: nothing
};

}  // namespace sendpath::http
