#include "ingest/intake.hpp"

#include "net/offload.hpp"
#include "store/await_write.hpp"

namespace sendpath::ingest {

boost::asio::awaitable<Result<Intake::Accepted>> Intake::accept(RawMail mail) const {
    auto pack = [&mail] { return packed_intake(mail); };
    const store::NewIntake packed = co_await net::offload(*pool_, pack);
    std::string().swap(mail.octets);  // a large mail is not held twice while its commit waits
    Accepted accepted;
    auto take = [&](store::Ledger& ledger) {
        const auto taken = ledger.intake().take(packed, store::IntakeState::pending);
        accepted = {taken.id, taken.known, taken.state};
    };
    const Result<void> done = co_await store::written(*writer_, take);
    if (!done) co_return done.error().within("intake");
    co_return accepted;
}

boost::asio::awaitable<Result<std::vector<Intake::Accepted>>> Intake::accept_all(
    std::vector<RawMail> mails) const {
    auto pack = [&mails] {
        std::vector<store::NewIntake> packed;
        for (RawMail& mail : mails) {
            packed.push_back(packed_intake(mail));
            std::string().swap(mail.octets);
        }
        return packed;
    };
    const std::vector<store::NewIntake> packed = co_await net::offload(*pool_, pack);
    std::vector<Accepted> accepted(packed.size());
    auto take = [&](store::Ledger& ledger) {
        for (std::size_t i = 0; i < packed.size(); ++i) {
            const auto taken = ledger.intake().take(packed[i], store::IntakeState::pending);
            accepted[i] = {taken.id, taken.known, taken.state};
        }
    };
    const Result<void> done = co_await store::written(*writer_, take);
    if (!done) co_return done.error().within("intake");
    co_return accepted;
}

boost::asio::awaitable<Result<void>> Intake::keep_other(RawMail mail) const {
    auto pack = [&mail] { return packed_intake(mail); };
    const store::NewIntake packed = co_await net::offload(*pool_, pack);
    std::string().swap(mail.octets);
    if (packed.packed.size() > static_cast<std::size_t>(store::kOtherMailOctets))
        co_return Error{Errc::too_large, "other mail: larger than the whole box"};
    auto keep = [&](store::Ledger& ledger) { ledger.other_mail().keep(packed); };
    const Result<void> done = co_await store::written(*writer_, keep);
    if (!done) co_return done.error().within("other mail");
    co_return done;
}

}  // namespace sendpath::ingest
