#include "http/sample_store.hpp"
#include "ingest/digest_queue.hpp"
#include "ingest/intake.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

class Upload : public testing::Test {
protected:
    Upload()
        : intake(store.writer(), pool),
          digester(store.writer(), decoders, {{}, store.services().suffixes}) {
        store.services().intake = &intake;
    }

    Answer post(std::string body, std::string target = "/api/v1/reports?name=report.eml",
                std::string name = "") {
        Request request;
        request.method = "POST";
        request.file_name = std::move(name);
        request.body = std::move(body);
        return ask(std::move(request), std::move(target));
    }

    /// As a server that has just started, whose queue lives on the thread of its site.
    Answer ask(Request request, std::string target) {
        asio::io_context io;
        ingest::DigestQueue digests(io.get_executor(), digester);
        store.services().digests = &digests;
        digests.start();
        Site site(store.services(), "/", "run");
        auto answer = asio::co_spawn(io, site.respond(std::move(request), std::move(target)),
                                     asio::use_future);
        io.run();
        store.services().digests = nullptr;
        return answer.get();
    }

    /// The data of an upload that must be taken.
    json::object taken(std::string body) {
        const Answer answer = post(std::move(body));
        EXPECT_EQ(answer.status, 201U) << answer.body;
        return json::parse(answer.body).at("data").as_object();
    }

    test::SampleStore store;
    boost::asio::thread_pool pool{1};
    ingest::Decoders decoders{1};
    ingest::Intake intake;
    ingest::Digester digester;
};

std::string mail() {
    return test::mail_of({test::attachment("application/gzip", "report.xml.gz",
                                           test::gzipped(test::report_xml("u1"))),
                          test::attachment("application/zip", "broken.zip", "PK\x03\x04 cut off")});
}

TEST_F(Upload, TakesAMailAndTellsWhatItHeld) {
    const json::object data = taken(mail());
    EXPECT_EQ(data.at("state"), "held");
    ASSERT_EQ(data.at("reports").as_array().size(), 1U);
    EXPECT_EQ(data.at("reports").at(0).at("report_id"), "u1");
    EXPECT_EQ(data.at("reports").at(0).at("domain"), "example.com");
    EXPECT_EQ(data.at("reports").at(0).at("outcome"), "new");
    ASSERT_EQ(data.at("held").as_array().size(), 1U);
    EXPECT_EQ(data.at("held").at(0).at("reason"), "bad_archive");
    EXPECT_FALSE(data.at("held").at(0).at("advice").as_string().empty());
    EXPECT_EQ(store.json("/api/v1/reports").at("data").as_array().size(), 1U);
    EXPECT_EQ(store.json("/api/v1/held").at("data").at(0).at("name"), "report.eml");
}

TEST_F(Upload, OfTheSameOctetsAddsNothing) {
    const json::object first = taken(mail());
    const json::object second = taken(mail());
    EXPECT_EQ(second.at("intake"), first.at("intake"));
    EXPECT_EQ(second.at("known"), true);
    EXPECT_EQ(second.at("state"), "held");
    EXPECT_EQ(second.at("reports").at(0).at("id"), first.at("reports").at(0).at("id"));
    EXPECT_EQ(second.at("reports").at(0).at("outcome"), "duplicate");
    EXPECT_EQ(second.at("held").at(0).at("reason"), "bad_archive");
    EXPECT_EQ(store.json("/api/v1/reports").at("data").as_array().size(), 1U);
}

TEST_F(Upload, OfTheSameReportInAnotherFileIsADuplicate) {
    static_cast<void>(taken(test::report_xml("u1")));
    const json::object data = taken(test::gzipped(test::report_xml("u1")));
    EXPECT_EQ(data.at("known"), false);
    EXPECT_EQ(data.at("reports").at(0).at("outcome"), "duplicate");
    EXPECT_EQ(store.json("/api/v1/reports").at("data").at(0).at("deliveries"), 2);
}

TEST_F(Upload, CanBeReadAgainAsItCameAndUnpacked) {
    const std::string document = test::report_xml("u1");
    const std::string original = mail();
    const json::object data = taken(original);
    const std::string report = json::serialize(data.at("reports").at(0).at("id"));
    const Answer unpacked = store.get("/api/v1/reports/" + report + "/raw");
    EXPECT_EQ(unpacked.status, 200U);
    EXPECT_EQ(unpacked.type, "text/plain; charset=utf-8");
    EXPECT_EQ(unpacked.body, document);
    const Answer whole = store.get("/api/v1/reports/" + report + "/raw?original=1");
    EXPECT_EQ(whole.type, "application/octet-stream");
    EXPECT_EQ(whole.body, original);
}

TEST_F(Upload, OfAMailThatAnEarlierRunLeftIsReadOnce) {
    asio::io_context io;
    ingest::RawMail left{.octets = mail(),
                         .name = "a@rx.example",
                         .via = store::Via::smtp,
                         .received = test::sample_now()};
    auto accepted = asio::co_spawn(io, intake.accept(std::move(left)), asio::use_future);
    io.run();
    ASSERT_TRUE(accepted.get()->waits());
    const json::object data = taken(mail());
    ASSERT_EQ(data.at("reports").as_array().size(), 1U);
    EXPECT_EQ(data.at("state"), "held");
    EXPECT_EQ(store.json("/api/v1/reports").at("data").as_array().size(), 1U);
}

TEST_F(Upload, IsRefusedForNowWhenTheStoreFails) {
    {
        const auto db = store::open_for_writing(store.path());
        ASSERT_TRUE(store::run(**db,
                               "CREATE TRIGGER refuse BEFORE INSERT ON raw"
                               " BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    }
    const Answer answer = post(mail());
    EXPECT_EQ(answer.status, 503U);
    EXPECT_TRUE(store.json("/api/v1/held").at("data").as_array().empty());
}

TEST_F(Upload, OfATlsReportIsListedAsOne) {
    const json::object data = taken(test::tls_json("t1"));
    EXPECT_EQ(data.at("reports").at(0).at("kind"), "tls");
    const json::value list = store.json("/api/v1/tls-reports");
    ASSERT_EQ(list.at("data").as_array().size(), 1U);
    EXPECT_EQ(list.at("data").at(0).at("report_id"), "t1");
    EXPECT_EQ(list.at("data").at(0).at("domains").at(0), "example.com");
    EXPECT_EQ(store.get("/api/v1/reports/1/raw").body, test::tls_json("t1"));
}

TEST_F(Upload, NeedsABodyAndKnowsOneParameter) {
    EXPECT_EQ(post("").status, 400U);
    const Answer unknown = post("x", "/api/v1/reports?nmae=a");
    EXPECT_EQ(unknown.status, 400U);
    EXPECT_EQ(json::parse(unknown.body).at("parameter"), "nmae");
    EXPECT_TRUE(store.json("/api/v1/held").at("data").as_array().empty()) << "nothing was taken";
}

TEST_F(Upload, KeepsOfItsNameWhatPeopleCanRead) {
    const std::pair<std::string, std::string> table[] = {
        {"\xe5\xa0\xb1\xe5\x91\x8a.xml", "\"\xe5\xa0\xb1\xe5\x91\x8a.xml\""},
        {"a\x01\x7f"
         "b",
         "\"ab\""},
        {"broken \xff", "null"},
        {std::string(300, 'n'), '"' + std::string(255, 'n') + '"'},
    };
    for (const auto& [name, shown] : table) {
        SCOPED_TRACE(name);
        EXPECT_EQ(post("no report " + name, "/api/v1/reports", name).status, 201U);
        EXPECT_EQ(json::serialize(store.json("/api/v1/held").at("data").at(0).at("name")), shown);
    }
}

TEST_F(Upload, SaysWhichMethodsItsPathTakes) {
    Request request;
    request.method = "PUT";
    const Answer answer = store.ask(std::move(request), "/api/v1/reports");
    EXPECT_EQ(answer.status, 405U);
}

}  // namespace
}  // namespace sendpath::http
