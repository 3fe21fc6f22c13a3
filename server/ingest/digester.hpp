#pragma once

#include "ingest/decoders.hpp"
#include "ingest/outcome.hpp"
#include "ingest/prepare.hpp"
#include "store/writer.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::ingest {

/// How a mail is read on a decoder thread: read_again(), but for tests.
using ReadMail = std::function<PreparedMail(const store::PendingIntake&, const decode::Limits&)>;

/// Turns accepted mail into counted reports, off the socket thread. A mail that was being decoded
/// when the process died is tried again, at most kTriesMax times, then held; one whose decoding
/// comes to no end is held and its thread given up: a poison mail cannot stop the server.
class Digester {
public:
    static constexpr std::int64_t kTriesMax = 3;
    static constexpr std::chrono::seconds kDecodePatience{60};

    /// @param patience  how long one mail may take to read; honest ones take milliseconds
    Digester(store::Writer& writer, Decoders& decoders, Reading reading,
             std::chrono::milliseconds patience = kDecodePatience, ReadMail read = read_again)
        : writer_(&writer),
          decoders_(&decoders),
          reading_(std::move(reading)),
          patience_(patience),
          read_(std::move(read)) {}

    /// Decodes one accepted mail and commits what it holds; resumes when that is on disk. A mail
    /// that is decoded already is decoded again and replaces what was stored of it, if `how` wants.
    /// Errors: no_space, io (the mail stays pending), missing_field (no such mail, past retention,
    /// or finished already).
    boost::asio::awaitable<Result<MailOutcome>> digest(model::IntakeId id,
                                                       store::Begin how = {}) const;

    /// Mail that an earlier run took and did not finish, oldest first.
    struct Left {
        std::vector<model::IntakeId> cut_off;  ///< was being decoded when the run ended
        std::vector<model::IntakeId> untouched;
    };
    /// Asks before this run digests anything. Errors: no_space, io.
    boost::asio::awaitable<Result<Left>> left_by_earlier_run() const;

    [[nodiscard]] std::int64_t threads_given_up() const { return decoders_->given_up(); }

private:
    boost::asio::awaitable<PreparedMail> read_in_time(
        std::shared_ptr<const store::PendingIntake> pending) const;

    store::Writer* writer_;
    Decoders* decoders_;
    Reading reading_;
    std::chrono::milliseconds patience_;
    ReadMail read_;
};

/// As Digester::digest(), on this thread: for `sendpath reprocess`.
[[nodiscard]] Result<MailOutcome> digest_now(store::Writer& writer, const Reading& reading,
                                             model::IntakeId id);

}  // namespace sendpath::ingest
