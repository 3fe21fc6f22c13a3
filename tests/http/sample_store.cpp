#include "http/sample_store.hpp"

#include "store/compress.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/parse.hpp>

namespace sendpath::test {

Seconds sample_now() {
    return seconds((kNewYear + 1) * kDaySeconds);
}

SampleStore::SampleStore()
    : reader_(store::Reader::open(store_.path(), 1).value()),
      suffixes_(analysis::PublicSuffixes::builtin()),
      services_{.reader = &reader_,
                .suffixes = &suffixes_,
                .decoding = {},
                .intake = nullptr,
                .digests = nullptr,
                .now = sample_now} {}

void SampleStore::add(const std::vector<model::Report>& reports,
                      const std::vector<model::Held>& held, std::string_view raw,
                      std::string_view name) {
    store::NewIntake mail;
    mail.received = sample_now();
    mail.via = store::Via::upload;
    mail.name = name;
    mail.size = static_cast<std::int64_t>(raw.size());
    mail.digest = digest_of(std::string(raw) + std::to_string(++mails_));
    mail.packed = store::compressed(raw);
    const auto state = held.empty() ? store::IntakeState::done : store::IntakeState::held;
    store_.write([&](store::Ledger& ledger) {
        const auto taken = ledger.intake().take(mail, state);
        for (const model::Report& each : reports)
            ledger.reports().add(each, {taken.id, mail.received, 0}, ledger.ours());
        for (const model::Held& each : held)
            ledger.intake().hold(taken.id, each, "someone@receiver.example", "A report");
    });
}

http::Answer SampleStore::ask(http::Request request, std::string target,
                              std::string base_path) const {
    boost::asio::io_context io;
    http::Site site(services_, std::move(base_path), "run");
    auto answer = boost::asio::co_spawn(io, site.respond(std::move(request), std::move(target)),
                                        boost::asio::use_future);
    io.run();
    return answer.get();
}

boost::json::value SampleStore::json(std::string target) const {
    const http::Answer answer = get(target);
    EXPECT_EQ(answer.status, 200U) << target << ": " << answer.body;
    EXPECT_EQ(answer.type, "application/json");
    return boost::json::parse(answer.body);
}

}  // namespace sendpath::test
