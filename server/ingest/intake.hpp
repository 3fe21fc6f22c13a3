#pragma once

#include "ingest/prepare.hpp"
#include "store/writer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

namespace sendpath::ingest {

/// The one door for mail: what it has accepted is on disk.
class Intake {
public:
    /// @param pool  where mail is hashed and compressed
    Intake(store::Writer& writer, boost::asio::thread_pool& pool)
        : writer_(&writer), pool_(&pool) {}

    struct Accepted {
        model::IntakeId id;
        bool known = false;  ///< these octets were here before
        store::IntakeState state{};

        /// True until it is digested: it is for DigestQueue::push().
        [[nodiscard]] bool waits() const {
            return state == store::IntakeState::pending || state == store::IntakeState::decoding;
        }
    };

    /// Resumes when `mail` is one committed row of `intake`, state pending, or when these octets
    /// were found to be there already. A mail that has a place in a mailbox is written down there
    /// in the same commit. Errors: no_space, io (nothing is stored; the sender must try again).
    boost::asio::awaitable<Result<Accepted>> accept(RawMail mail) const;

    /// As accept(), for several mails in one commit: all are on disk or, on an error, none.
    /// Resumes with one answer for each, in their order.
    boost::asio::awaitable<Result<std::vector<Accepted>>> accept_all(
        std::vector<RawMail> mails) const;

    /// Resumes when `mail`, which is for people and no report, is on disk in the box for other
    /// mail (store::OtherMailTable). Errors: as accept(); too_large for the box.
    boost::asio::awaitable<Result<void>> keep_other(RawMail mail) const;

private:
    store::Writer* writer_;
    boost::asio::thread_pool* pool_;
};

}  // namespace sendpath::ingest
