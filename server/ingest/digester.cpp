#include "ingest/digester.hpp"

#include "ingest/record_mail.hpp"
#include "net/offload.hpp"
#include "store/await_write.hpp"
#include "store/compress.hpp"

namespace sendpath::ingest {
namespace {

/// A mail whose decoding never came back is held unread.
PreparedMail left_alone(const store::PendingIntake& pending) {
    PreparedMail mail;
    mail.intake.received = pending.received;
    mail.decoded.held.push_back(
        {.reason = model::HeldReason::decoder_crashed,
         .detail = "reading it ended the program " + std::to_string(pending.tries - 1) + " times",
         .part = {}});
    return mail;
}

/// The slow half: unpack, decode, derive.
PreparedMail prepared(const store::PendingIntake& pending, const Reading& reading) {
    if (pending.tries > Digester::kTriesMax) return left_alone(pending);
    Result<std::string> octets = store::decompressed(pending.packed, reading.limits.message);
    if (octets) return prepare_again(*std::move(octets), pending, reading);
    PreparedMail mail;
    mail.intake.received = pending.received;
    mail.decoded.held.push_back({.reason = octets.error().code == Errc::too_large
                                               ? model::HeldReason::message_too_large
                                               : model::HeldReason::bad_archive,
                                 .detail = octets.error().detail,
                                 .part = {}});
    return mail;
}

const Error kGone{Errc::missing_field, "the raw message is not in the store any more"};

}  // namespace

boost::asio::awaitable<Result<MailOutcome>> Digester::digest(model::IntakeId id) const {
    std::optional<store::PendingIntake> pending;
    auto begin = [&](store::Ledger& ledger) { pending = ledger.intake().begin_decoding(id); };
    const Result<void> begun = co_await store::written(*writer_, begin);
    if (!begun) co_return begun.error();
    if (!pending) co_return kGone;

    auto read = [&] { return prepared(*pending, reading_); };
    const PreparedMail mail = co_await net::offload(*pool_, read);

    MailOutcome outcome;
    auto record = [&](store::Ledger& ledger) { outcome = record_again(ledger, id, mail); };
    const Result<void> recorded = co_await store::written(*writer_, record);
    if (!recorded) co_return recorded.error();
    co_return outcome;
}

boost::asio::awaitable<Result<Tally>> Digester::resume() const {
    std::vector<model::IntakeId> waiting;
    auto list = [&](store::Ledger& ledger) { waiting = ledger.intake().unfinished(); };
    const Result<void> listed = co_await store::written(*writer_, list);
    if (!listed) co_return listed.error();
    Tally tally;
    for (const model::IntakeId id : waiting) {
        const Result<MailOutcome> outcome = co_await digest(id);
        if (!outcome && outcome.error().code == Errc::io) co_return outcome.error();
        if (outcome) tally.add(*outcome);
    }
    co_return tally;
}

Result<MailOutcome> digest_now(store::Writer& writer, const Reading& reading, model::IntakeId id) {
    std::optional<store::PendingIntake> pending;
    const auto begun =
        writer.write([&](store::Ledger& ledger) { pending = ledger.intake().begin_decoding(id); });
    if (!begun) return begun.error();
    if (!pending) return kGone;
    const PreparedMail mail = prepared(*pending, reading);
    MailOutcome outcome;
    const auto recorded =
        writer.write([&](store::Ledger& ledger) { outcome = record_again(ledger, id, mail); });
    if (!recorded) return recorded.error();
    return outcome;
}

}  // namespace sendpath::ingest
