#include "http/test_report_mail.hpp"

#include "decode/decode.hpp"
#include "http/guarded_site.hpp"
#include "http/test_report_json.hpp"
#include "ingest/digest_queue.hpp"
#include "ingest/intake.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr const char* kPath = "/api/v1/setup/test-report";

/// A server that has just started for each request, and remembers its tests.
class TestReportRoute : public testing::Test {
protected:
    TestReportRoute()
        : intake(store.writer(), pool),
          digester(store.writer(), decoders, {{}, store.services().suffixes}) {
        store.services().intake = &intake;
        store.services().writer = &store.writer();
        store.services().tests = &tests;
        store.services().setup = [this] { return state; };
    }
    ~TestReportRoute() override { pool.join(); }

    /// Runs until nothing is left to do, so that what was taken is read.
    Answer ask(Request request, std::string target = kPath) {
        ingest::DigestQueue digests(io.get_executor(), digester);
        digests.on_test([this](const ingest::MailOutcome& mail) {
            EXPECT_TRUE(tests.arrived(mail.tests.front(), mail.intake, test::sample_now()));
        });
        store.services().digests = &digests;
        digests.start();
        Site site(store.services(), "/", "run");
        auto answer = asio::co_spawn(io, site.respond(std::move(request), std::move(target)),
                                     asio::use_future);
        io.restart();
        io.run();
        store.services().digests = nullptr;
        return answer.get();
    }
    json::value data(const Answer& answer) {
        EXPECT_LT(answer.status, 300U) << answer.body;
        return json::parse(answer.body).at("data");
    }
    json::value made(const std::string& body = R"({"domain":"example.com"})") {
        const Answer answer = ask(test::post(body));
        EXPECT_EQ(answer.status, 202U);
        return data(answer);
    }
    json::value followed(const std::string& query = "") { return data(ask({}, kPath + query)); }
    /// "built done, connected done, taken waiting, ..."
    static std::string stages(const json::value& test) {
        std::string out;
        for (const json::value& each : test.at("stages").as_array())
            out.append(out.empty() ? "" : ", ")
                .append(each.at("stage").as_string())
                .append(" ")
                .append(each.at("state").as_string());
        return out;
    }
    void sink_says(Delivery delivery) {
        store.services().send_to_sink = [this, delivery](std::string recipient,
                                                         std::string) -> asio::awaitable<Delivery> {
            sent_to = std::move(recipient);
            co_return delivery;
        };
    }

    asio::io_context io;  // first: threads of the store's let go of it when they end
    test::SampleStore store;
    asio::thread_pool pool{1};
    ingest::Decoders decoders{1};
    ingest::Intake intake;
    ingest::Digester digester;
    TestReports tests;
    SetupState state;
    std::string sent_to;
};

TEST_F(TestReportRoute, U6_GoesAllTheWayAndIsNotCounted) {
    const json::value begun = made();
    EXPECT_EQ(begun.at("door"), "upload");
    const json::value test = followed();
    EXPECT_EQ(test.at("id"), begun.at("id"));
    EXPECT_EQ(test.at("state"), "arrived");
    EXPECT_EQ(stages(test), "built done, connected done, taken done, decoded done");
    EXPECT_EQ(test.at("arrival").at("messages"), 1);
    EXPECT_EQ(test.at("arrival").at("warnings"), 0);
    EXPECT_EQ(test.at("arrival").at("would_count"), true);
    EXPECT_TRUE(store.json("/api/v1/reports").at("data").as_array().empty());
    EXPECT_EQ(store.json("/api/v1/overview").at("data").at("messages"), 0);
    EXPECT_TRUE(store.json("/api/v1/held").at("data").as_array().empty());
}

TEST_F(TestReportRoute, U6_TellsHowFarItCame) {
    const std::pair<Delivery, const char*> table[] = {
        {{.connected = true, .detail = "250 Ok"},
         "built done, connected done, taken done, decoded waiting"},
        {{.trouble = "sink_unreachable", .detail = "refused"},
         "built done, connected failed, taken skipped, decoded skipped"},
        {{.connected = true, .trouble = "sink_refused", .detail = "550 No\x1b"},
         "built done, connected done, taken failed, decoded skipped"}};
    for (const auto& [delivery, told] : table) {
        sink_says(delivery);
        const json::value test = made();
        EXPECT_EQ(stages(test), told);
        EXPECT_EQ(test.at("door"), "smtp");
        const bool failed = !delivery.trouble.empty();
        EXPECT_EQ(test.at("state"), failed ? "failed" : "under_way");
        EXPECT_EQ(test.at("trouble").is_null(), !failed);
        EXPECT_EQ(stages(followed("?id=" + std::string(test.at("id").as_string()))), told);
    }
    EXPECT_EQ(followed().at("trouble").at("detail"), "550 No\\027");
}

TEST_F(TestReportRoute, U6_GoesToAnAddressThatTakesAggregateReports) {
    sink_says({.connected = true});
    made();
    EXPECT_EQ(sent_to, "dmarc@example.com") << "a sink without recipients takes any";
    state.addresses = {
        {*analysis::ReportAddress::parse("tls@r.example.net"), "smtp", {false, false, true}},
        {*analysis::ReportAddress::parse("box@r.example.net"), "imap", {}},
        {*analysis::ReportAddress::parse("a@r.example.net"), "smtp", {}},
        {*analysis::ReportAddress::parse("b@r.example.net"), "smtp", {}}};
    made();
    EXPECT_EQ(sent_to, "a@r.example.net");
    made(R"({"domain":"example.com","recipient":"b@r.example.net"})");
    EXPECT_EQ(sent_to, "b@r.example.net");
    for (const char* other : {"tls@r.example.net", "box@r.example.net", "c@r.example.net"}) {
        const Answer answer = ask(
            test::post(R"({"domain":"example.com","recipient":")" + std::string(other) + R"("})"));
        EXPECT_EQ(answer.status, 400U) << other;
        EXPECT_EQ(json::parse(answer.body).at("parameter"), "recipient");
    }
}

TEST_F(TestReportRoute, U6_NamesWhatIsWrong) {
    const std::pair<const char*, const char*> table[] = {
        {"{}", "domain"},
        {R"({"domain":"a b"})", "domain"},
        {R"({"domain":"example.com","recipient":"a@b.example"})", "recipient"},  // no sink
        {R"({"domain":"example.com","more":1})", "more"}};
    for (const auto& [body, parameter] : table) {
        const Answer answer = ask(test::post(body));
        EXPECT_EQ(answer.status, 400U) << body;
        EXPECT_EQ(json::parse(answer.body).at("parameter"), parameter) << body;
    }
    EXPECT_EQ(ask({}).status, 404U) << "there was none";
    EXPECT_EQ(ask({}, std::string(kPath) + "?id=x").status, 404U);
    Request request;
    request.method = "DELETE";
    EXPECT_EQ(ask(std::move(request)).status, 405U);
}

TEST_F(TestReportRoute, U6_IsMadeSoManyTimesAMinute) {
    sink_says({.connected = true});
    for (std::uint64_t i = 0; i < TestReports::kPerMinute; ++i) made();
    EXPECT_EQ(ask(test::post(R"({"domain":"example.com"})")).status, 429U);
}

TEST(TestReports, U6_AreLateAfterAMinuteAndForgottenBeyondTwenty) {
    TestReports tests;
    const Seconds begun = test::sample_now();
    const std::string first = tests.begin({.begun = begun});
    EXPECT_EQ(test_report_json(*tests.find(first), begun + kTestLate).at("late"), false);
    EXPECT_EQ(test_report_json(*tests.find(first), begun + kTestLate + std::chrono::seconds(1))
                  .at("late"),
              true);
    for (std::size_t i = 1; i < TestReports::kRemembered; ++i) (void)tests.begin({});
    EXPECT_NE(tests.find(first), nullptr);
    (void)tests.begin({});
    EXPECT_EQ(tests.find(first), nullptr);
    EXPECT_FALSE(tests.arrived({.report_id = first}, {}, begun));
}

TEST(TestReportMail, U6_IsReadWithoutAnythingToForgive) {
    const std::string longest = std::string(63, 'a') + "." + std::string(63, 'b') + "." +
                                std::string(63, 'c') + "." + std::string(61, 'd');
    for (const std::string& domain : {std::string("example.com"), longest}) {
        const std::string mail = test_report_mail({.id = "sendpath-test-1",
                                                   .domain = *model::DomainName::parse(domain),
                                                   .recipient = "a@r.example.net",
                                                   .begun = test::sample_now()});
        for (std::size_t at = 0; at < mail.size();) {
            const std::size_t end = mail.find("\r\n", at);
            ASSERT_NE(end, std::string::npos);
            EXPECT_LE(end - at, 998U);
            at = end + 2;
        }
        const model::Decoded decoded = decode::decode(mail, {}, {});
        ASSERT_EQ(decoded.reports.size(), 1U);
        EXPECT_TRUE(decoded.held.empty());
        EXPECT_TRUE(decoded.reports[0].warnings.empty());
        const auto& report = std::get<model::AggregateReport>(decoded.reports[0].body);
        EXPECT_EQ(report.report_id, "sendpath-test-1");
        EXPECT_EQ(report.policy.domain.str(), domain);
    }
}

}  // namespace
}  // namespace sendpath::http
