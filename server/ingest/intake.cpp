#include "ingest/intake.hpp"

#include "net/offload.hpp"
#include "store/await_write.hpp"

namespace sendpath::ingest {

boost::asio::awaitable<Result<Intake::Accepted>> Intake::accept(RawMail mail) const {
    auto pack = [&mail] { return packed_intake(mail); };
    const store::NewIntake packed = co_await net::offload(*pool_, pack);
    Accepted accepted;
    auto take = [&](store::Ledger& ledger) {
        const auto taken = ledger.intake().take(packed, store::IntakeState::pending);
        accepted = {taken.id, taken.known, taken.state};
    };
    const Result<void> done = co_await store::written(*writer_, take);
    if (!done) co_return done.error().within("intake");
    co_return accepted;
}

}  // namespace sendpath::ingest
