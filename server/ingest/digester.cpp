#include "ingest/digester.hpp"

#include "ingest/record_mail.hpp"
#include "store/await_write.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::ingest {
namespace {

/// A mail whose decoding never came back is held unread.
PreparedMail left_alone(const store::PendingIntake& pending) {
    return unread(pending, model::HeldReason::decoder_crashed,
                  fmt::format("reading it ended the program {} times", pending.tries - 1));
}

PreparedMail stuck(const store::PendingIntake& pending, std::chrono::milliseconds patience) {
    const auto whole = std::chrono::ceil<std::chrono::seconds>(patience);
    return unread(pending, model::HeldReason::decoder_stuck,
                  fmt::format("reading it did not end within {} s", whole.count()));
}

PreparedMail prepared(const store::PendingIntake& pending, const Reading& reading) {
    if (pending.tries > Digester::kTriesMax) return left_alone(pending);
    PreparedMail mail = read_again(pending, reading.limits);
    weigh(mail, *reading.suffixes);
    return mail;
}

const Error kGone{Errc::missing_field, "the raw message is not in the store any more"};

}  // namespace

boost::asio::awaitable<Result<MailOutcome>> Digester::digest(model::IntakeId id,
                                                             store::Begin how) const {
    std::optional<store::PendingIntake> begun_with;
    auto begin = [&](store::Ledger& ledger) {
        begun_with = ledger.intake().begin_decoding(id, how);
    };
    const Result<void> begun = co_await store::written(*writer_, begin);
    if (!begun) co_return begun.error();
    if (!begun_with) co_return kGone;
    // Equal in right: a thread that comes to no end goes on reading it when we have given up.
    const auto pending = std::make_shared<const store::PendingIntake>(*std::move(begun_with));

    const PreparedMail mail = co_await read_in_time(pending);

    MailOutcome outcome;
    auto record = [&](store::Ledger& ledger) {
        outcome = record_again(ledger, id, mail, reading_.takes);
    };
    const Result<void> recorded = co_await store::written(*writer_, record);
    if (!recorded) co_return recorded.error();
    co_return outcome;
}

// Two pieces of work, since only the first may come to no end and then must refer to nothing of
// ours; the second uses what all share.
boost::asio::awaitable<PreparedMail> Digester::read_in_time(
    std::shared_ptr<const store::PendingIntake> pending) const {
    if (pending->tries > kTriesMax) co_return left_alone(*pending);
    auto read = [pending, read = read_, limits = reading_.limits] {
        return read(*pending, limits);
    };
    auto decoded = co_await decoders_->run(std::move(read), patience_);
    if (!decoded) co_return stuck(*pending, patience_);
    if (decoded->decoded.reports.empty()) co_return *std::move(decoded);
    auto weighing = [mail = *std::move(decoded), suffixes = reading_.suffixes]() mutable {
        weigh(mail, *suffixes);
        return std::move(mail);
    };
    auto weighed = co_await decoders_->run(std::move(weighing), patience_);
    if (!weighed) co_return stuck(*pending, patience_);
    co_return *std::move(weighed);
}

boost::asio::awaitable<Result<Digester::Left>> Digester::left_by_earlier_run() const {
    Left left;
    auto list = [&](store::Ledger& ledger) {
        left.cut_off = ledger.intake().cut_off();
        left.untouched = ledger.intake().unfinished();
    };
    const Result<void> listed = co_await store::written(*writer_, list);
    if (!listed) co_return listed.error();
    std::erase_if(left.untouched,
                  [&](model::IntakeId id) { return std::ranges::binary_search(left.cut_off, id); });
    co_return left;
}

Result<MailOutcome> digest_now(store::Writer& writer, const Reading& reading, model::IntakeId id) {
    std::optional<store::PendingIntake> pending;
    const auto begun =
        writer.write([&](store::Ledger& ledger) { pending = ledger.intake().begin_decoding(id); });
    if (!begun) return begun.error();
    if (!pending) return kGone;
    const PreparedMail mail = prepared(*pending, reading);
    MailOutcome outcome;
    const auto recorded = writer.write(
        [&](store::Ledger& ledger) { outcome = record_again(ledger, id, mail, reading.takes); });
    if (!recorded) return recorded.error();
    return outcome;
}

}  // namespace sendpath::ingest
