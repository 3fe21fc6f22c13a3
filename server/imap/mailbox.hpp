#pragma once

#include "base/time.hpp"
#include "imap/disposal.hpp"
#include "imap/failure.hpp"
#include "imap/message_sizes.hpp"

#include <functional>

namespace sendpath::ingest {
class Intake;
class MailboxBook;
}  // namespace sendpath::ingest

namespace sendpath::imap {

/// What the room stands on.
struct Services {
    const ingest::Intake* intake = nullptr;
    const ingest::MailboxBook* book = nullptr;
    std::function<void(model::IntakeId)> stored;  ///< told of each mail that is to be read
    std::function<Seconds()> now;
};

enum class Phase : std::uint8_t {
    connecting,
    working,  ///< finding, fetching, filing
    waiting,  ///< all is well, and nothing to do
    backing_off,
};

[[nodiscard]] std::string_view name(Phase phase);

/// How one folder of an account is, at this moment: for people.
struct Mailbox {
    std::int64_t id = 0;  ///< in the store; 0 until it has been opened there
    std::string account;
    std::string folder;
    std::string server;  ///< as url() has it
    After after = After::file;
    bool certificate_unchecked = false;

    Phase phase = Phase::connecting;
    bool idle = false;  ///< it waits under IDLE: news come at once
    std::optional<Seconds> last_success;
    std::optional<Seconds> next_poll;
    std::optional<Failure> last_failure;  ///< none: all is well again
    Seconds failed_at{};                  ///< of last_failure
    std::optional<std::int64_t> backlog;  ///< messages waiting there; none: not known yet
    std::uint32_t uid_validity = 0;       ///< 0: not known yet
    std::optional<Seconds> renumbered;
    std::string alert;  ///< the server's last word that people must see

    /// Messages fetched at once: fewer after a server sent more than it had told.
    std::size_t batch = kBatchMessages;

    /// "reports/INBOX"
    [[nodiscard]] std::string label() const { return account + '/' + folder; }
};

}  // namespace sendpath::imap
