#pragma once

#include "store/mailboxes.hpp"
#include "store/writer.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::ingest {

/// What the store knows of IMAP folders and their messages, for the poller on the socket thread.
/// Each call resumes when what it wrote is on disk. That a message is ours is written by
/// Intake::accept() together with its octets, and nowhere else. Errors of all: no_space, io.
class MailboxBook {
public:
    explicit MailboxBook(store::Writer& writer) : writer_(&writer) {}

    /// The folder, written down at its first sight.
    boost::asio::awaitable<Result<store::OpenedMailbox>> open(std::string account,
                                                              std::string folder) const;

    /// A visit to the folder begins: notes its `uid_validity` (I9) and gives what it may still hold
    /// of ours, by number.
    boost::asio::awaitable<Result<std::vector<store::MailboxMessage>>> begin(
        std::int64_t mailbox, std::uint32_t uid_validity, Seconds now) const;

    /// What the folder may still hold of ours, by number.
    boost::asio::awaitable<Result<std::vector<store::MailboxMessage>>> messages(
        std::int64_t mailbox, std::uint32_t uid_validity) const;

    /// Those of them that nothing has been done with yet.
    boost::asio::awaitable<Result<std::vector<store::MailboxMessage>>> stored(
        std::int64_t mailbox, std::uint32_t uid_validity) const;

    /// A message over the limit, which is not downloaded: found, and to be put out of the way.
    boost::asio::awaitable<Result<void>> too_large(store::MailboxPlace place, std::int64_t size,
                                                   Seconds now) const;

    /// What the server was seen to have done with these messages.
    boost::asio::awaitable<Result<void>> settle(std::int64_t mailbox, std::uint32_t uid_validity,
                                                std::vector<std::uint32_t> uids,
                                                store::MessageState state) const;

private:
    store::Writer* writer_;
};

}  // namespace sendpath::ingest
