#pragma once

#include "ingest/digest_queue.hpp"
#include "ingest/intake.hpp"
#include "support/mail_builder.hpp"
#include "support/test_store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace sendpath::test {

/// A store with the rooms that take mail and read it.
class Digesting : public testing::Test {
protected:
    ~Digesting() override { packers.join(); }

    template <class T>
    T run(boost::asio::awaitable<T> task) {
        boost::asio::io_context io;
        auto answer = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
        io.run();
        return answer.get();
    }

    ingest::Intake::Accepted accept(const std::string& octets, store::Via via = store::Via::smtp,
                                    std::optional<store::Envelope> envelope = {}) {
        const ingest::Intake intake(store.writer(), packers);
        ingest::RawMail mail{.octets = octets,
                             .name = "a@rx.example",
                             .via = via,
                             .received = seconds(1'767'400'000),
                             .envelope = std::move(envelope)};
        const auto accepted = run(intake.accept(std::move(mail)));
        EXPECT_TRUE(accepted) << accepted.error().detail;
        return *accepted;
    }

    static std::string mail(const std::string& id) {
        return mail_of({attachment("application/gzip", "r.gz", gzipped(report_xml(id)))});
    }

    /// What a process leaves behind that dies while it decodes.
    void die_decoding(model::IntakeId id, int times = 1) {
        for (; times > 0; --times)
            store.write([&](store::Ledger& ledger) {
                static_cast<void>(ledger.intake().begin_decoding(id));
            });
        store.reopen();
    }

    [[nodiscard]] ingest::Digester digester() { return {store.writer(), decoders, reading}; }

    /// What a process takes up that starts now, until nothing is left to do.
    ingest::Tally start() {
        const ingest::Digester digesting = digester();
        boost::asio::io_context io;
        ingest::DigestQueue queue(io.get_executor(), digesting);
        ingest::Tally tally;
        queue.start([&](const ingest::Tally& told) { tally = told; });
        io.run();
        return tally;
    }

    TestStore store;
    boost::asio::thread_pool packers{2};
    ingest::Decoders decoders{2};
    analysis::PublicSuffixes suffixes = analysis::PublicSuffixes::builtin();
    ingest::Reading reading{.limits = {}, .suffixes = &suffixes};
};

}  // namespace sendpath::test
