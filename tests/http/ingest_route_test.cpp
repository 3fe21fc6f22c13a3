#include "http/sample_store.hpp"
#include "ingest/digest_queue.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;

class IngestRoute : public testing::Test {
protected:
    [[nodiscard]] json::value data() const { return store.json("/api/v1/ingest").at("data"); }

    void take(const std::string& octets, store::Via via, std::int64_t received,
              store::IntakeState state) {
        const store::NewIntake mail{.received = seconds(received),
                                    .via = via,
                                    .name = "a",
                                    .size = 1,
                                    .digest = digest_of(octets),
                                    .packed = octets};
        ASSERT_TRUE(store.writer().write(
            [&](store::Ledger& ledger) { static_cast<void>(ledger.intake().take(mail, state)); }));
    }

    test::SampleStore store;
};

TEST_F(IngestRoute, OfAnEmptyStoreWithoutASinkSaysSo) {
    EXPECT_EQ(json::serialize(data()),
              R"({"smtp":null,"mails":{"accepted":0,"pending":0,"held":0,"last_received":null,)"
              R"("by_via":[]},"queue":null,"other_mail":{"count":0,"octets":0}})");
}

TEST_F(IngestRoute, CountsWhatCameInByDoorAndState) {
    using store::IntakeState;
    take("1", store::Via::smtp, 300, IntakeState::done);
    take("2", store::Via::smtp, 500, IntakeState::pending);
    take("3", store::Via::smtp, 400, IntakeState::decoding);
    take("4", store::Via::file, 100, IntakeState::held);
    take("4", store::Via::smtp, 900, IntakeState::held);  // known: no mail of its own
    EXPECT_EQ(json::serialize(data().at("mails")),
              R"({"accepted":4,"pending":2,"held":1,"last_received":500,"by_via":[)"
              R"({"via":"file","accepted":1,"last_received":100},)"
              R"({"via":"smtp","accepted":3,"last_received":500}]})");
    ASSERT_TRUE(store.writer().write([](store::Ledger& ledger) {
        for (const char* octets : {"aaa", "bb"})
            ledger.other_mail().keep({.digest = digest_of(octets), .packed = octets});
    }));
    EXPECT_EQ(json::serialize(data().at("other_mail")), R"({"count":2,"octets":5})");
}

TEST_F(IngestRoute, TellsOfTheSinkAtTheMomentOfTheRequest) {
    SinkState sink{.listen = {"smtp://192.0.2.1:25", "smtps://192.0.2.1:465"},
                   .accepting = true,
                   .sessions_open = 1,
                   .sessions_total = 2,
                   .tls_sessions = 3,
                   .accepted = 4,
                   .accepted_octets = 5,
                   .bare_line_feeds = 6,
                   .refused = {{"timeout", 7}},
                   .certificate_until = "2026-04-01T00:00:00Z"};
    store.services().sink = [&] { return sink; };
    EXPECT_EQ(json::serialize(data().at("smtp")),
              R"({"listen":["smtp://192.0.2.1:25","smtps://192.0.2.1:465"],"accepting":true,)"
              R"("sessions_open":1,"sessions_total":2,"tls_sessions":3,"accepted":4,)"
              R"("accepted_octets":5,"bare_line_feeds":6,)"
              R"("refused":[{"reason":"timeout","count":7}],)"
              R"("certificate_until":"2026-04-01T00:00:00Z"})");
    sink.accepting = false;
    sink.certificate_until.clear();
    EXPECT_EQ(data().at("smtp").at("accepting"), false);
    EXPECT_TRUE(data().at("smtp").at("certificate_until").is_null());
}

TEST_F(IngestRoute, TellsOfTheQueue) {
    boost::asio::io_context io;
    ingest::Decoders decoders(1);
    const ingest::Digester digester(store.writer(), decoders, {{}, store.services().suffixes});
    ingest::DigestQueue queue(io.get_executor(), digester);
    for (const std::int64_t id : {1, 2}) queue.push({id});
    store.services().digests = &queue;
    EXPECT_EQ(json::serialize(data().at("queue")),
              R"({"waiting":2,"under_way":0,"stuck_threads":0,"store_fails":false,)"
              R"("stopped":false})");
}

// The store does not change when a sink refuses something.
TEST_F(IngestRoute, IsNeverKeptByACache) {
    Request request;
    request.if_none_match = "W/\"run-1\"";
    const Answer answer = store.ask(std::move(request), "/api/v1/ingest");
    EXPECT_EQ(answer.status, 200U);
    std::string kept;
    for (const Answer::Field& each : answer.fields) {
        EXPECT_NE(each.name, "ETag");
        if (each.name == "Cache-Control") kept = each.value;
    }
    EXPECT_EQ(kept, "no-store");
}

TEST_F(IngestRoute, TakesNoParameter) {
    EXPECT_EQ(store.get("/api/v1/ingest?domain=example.com").status, 400U);
}

}  // namespace
}  // namespace sendpath::http
