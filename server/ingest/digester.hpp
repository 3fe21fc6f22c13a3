#pragma once

#include "ingest/outcome.hpp"
#include "ingest/prepare.hpp"
#include "store/writer.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

namespace sendpath::ingest {

/// Turns accepted mail into counted reports, off the socket thread. A mail that was being decoded
/// when the process died is tried again, at most kTriesMax times, then held: a poison mail cannot
/// stop the server.
class Digester {
public:
    static constexpr std::int64_t kTriesMax = 3;

    /// @param pool  the decoder threads
    Digester(store::Writer& writer, boost::asio::thread_pool& pool, Reading reading)
        : writer_(&writer), pool_(&pool), reading_(reading) {}

    /// Decodes one accepted mail and commits what it holds; resumes when that is on disk. A mail
    /// that is decoded already is decoded again and replaces what was stored of it.
    /// Errors: io (the mail stays pending), missing_field (no such mail, or past retention).
    boost::asio::awaitable<Result<MailOutcome>> digest(model::IntakeId id) const;

    /// Digests every mail that was accepted and not finished, oldest first: call at start.
    boost::asio::awaitable<Result<Tally>> resume() const;

private:
    store::Writer* writer_;
    boost::asio::thread_pool* pool_;
    Reading reading_;
};

/// As Digester::digest(), on this thread: for `sendpath reprocess`.
[[nodiscard]] Result<MailOutcome> digest_now(store::Writer& writer, const Reading& reading,
                                             model::IntakeId id);

}  // namespace sendpath::ingest
