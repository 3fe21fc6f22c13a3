#include "http/session.hpp"

#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/_experimental/test/stream.hpp>

namespace sendpath::http {
namespace {

using Wire = boost::beast::test::stream;

struct Manner {
    std::size_t breaks_at = 100'000;  ///< the read or write that fails
    std::size_t piece = 1U << 20U;    ///< octets the server reads or writes at one go
    Limits limits{};
    std::size_t uploads = 0;  ///< that are going on already
};

/// Plays `script` to a fresh session over an in-memory wire; what the server sent.
std::string play(const test::SampleStore& store, std::string_view script,
                 const Manner& manner = {}) {
    boost::asio::io_context io;
    boost::beast::test::fail_count countdown(manner.breaks_at);
    Wire client(io);
    Wire server_end(io, countdown);
    server_end.connect(client);
    server_end.read_size(manner.piece);
    server_end.write_size(manner.piece);
    server_end.append({script.data(), script.size()});
    client.close();

    Site site(store.services(), "/", "run");
    net::TaskGroup group(io.get_executor());
    Shared shared{site, manner.limits, group, manner.uploads};
    Session<Wire> session(std::move(server_end), shared);
    boost::asio::co_spawn(io, session.run(), boost::asio::detached);
    io.run();
    return std::string(client.str());
}

std::string get(std::string_view path, std::string_view fields = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: here.example\r\n" +
           std::string(fields) + "\r\n";
}

std::string status(std::string_view reply) {
    return reply.size() < 12 ? "" : std::string(reply.substr(9, 3));
}

std::size_t count(std::string_view reply, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = reply.find(what); at != std::string_view::npos;
         at = reply.find(what, at + 1))
        ++found;
    return found;
}

class HttpSession : public testing::Test {
protected:
    test::SampleStore store;
};

TEST_F(HttpSession, AnswersWithLengthAndDate) {
    const std::string reply = play(store, get("/healthz"));
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 OK\r\nDate: Fri, 02 Jan 2026 00:00:00 GMT\r\n"))
        << reply;
    EXPECT_NE(reply.find("Content-Type: text/plain; charset=utf-8\r\n"), std::string::npos);
    EXPECT_NE(reply.find("Content-Length: 2\r\n"), std::string::npos);
    EXPECT_TRUE(reply.ends_with("\r\n\r\nok"));
}

TEST_F(HttpSession, KeepsTheConnectionForPipelinedRequests) {
    const std::string reply =
        play(store, get("/healthz") + get("/api/v1/overview") + get("/readyz"));
    EXPECT_EQ(count(reply, "HTTP/1.1 200 OK"), 3U);
    EXPECT_TRUE(reply.ends_with("\r\n\r\nready"));
}

TEST_F(HttpSession, ClosesWhenAskedTo) {
    const std::string reply =
        play(store, get("/healthz", "Connection: close\r\n") + get("/healthz"));
    EXPECT_EQ(count(reply, "HTTP/1.1 200 OK"), 1U);
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
    EXPECT_EQ(count(play(store, "GET /healthz HTTP/1.0\r\n\r\n" + get("/healthz")), "200 OK"), 1U);
}

TEST_F(HttpSession, AnswersHeadWithTheLengthAndNoBody) {
    std::string request = get("/api/v1/overview");
    request.replace(0, 3, "HEAD");
    const std::string reply = play(store, request);
    EXPECT_EQ(status(reply), "200");
    EXPECT_TRUE(reply.ends_with("\r\n\r\n"));
    EXPECT_EQ(reply.find("Content-Length: 0"), std::string::npos);
    EXPECT_NE(reply.find("Content-Length: "), std::string::npos);
}

TEST_F(HttpSession, SendsNoBodyWhenNothingChanged) {
    const std::string reply =
        play(store, get("/api/v1/overview", "If-None-Match: *\r\n") + get("/healthz"));
    EXPECT_EQ(status(reply), "304");
    EXPECT_TRUE(reply.ends_with("\r\n\r\nok")) << "the next answer follows at once";
}

TEST_F(HttpSession, ReadsAndWritesInPiecesOfOneOctet) {
    const std::string script = get("/healthz") + get("/api/v1/overview");
    EXPECT_EQ(play(store, script, {.piece = 1}), play(store, script));
}

TEST_F(HttpSession, RefusesWhatIsNoHttp) {
    for (const std::string_view script :
         {"EHLO mail.example\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nbad field\r\n\r\n",
          "GET / HTTP/3.0\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
          "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}) {
        SCOPED_TRACE(script);
        const std::string reply = play(store, script);
        EXPECT_EQ(status(reply), "400");
        EXPECT_NE(reply.find("Connection: close"), std::string::npos);
    }
}

TEST_F(HttpSession, DemandsOneHost) {
    EXPECT_EQ(status(play(store, "GET /healthz HTTP/1.1\r\n\r\n")), "400");
    EXPECT_EQ(status(play(store, "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")), "400");
    EXPECT_EQ(status(play(store, "GET /healthz HTTP/1.0\r\n\r\n")), "200");
}

TEST_F(HttpSession, LimitsTheHead) {
    const Manner manner{.limits = {.header = 1024}};
    const std::string shell = get("/healthz", "X: \r\n");
    const std::string fits =
        get("/healthz", "X: " + std::string(1024 - shell.size(), 'x') + "\r\n");
    const std::string over = get("/healthz", "X: " + std::string(1200, 'x') + "\r\n");
    EXPECT_EQ(status(play(store, fits, manner)), "200");
    EXPECT_EQ(status(play(store, over, manner)), "431");
    EXPECT_EQ(status(play(store, get("/" + std::string(2000, 'a')), manner)), "431");
}

TEST_F(HttpSession, TakesNoBodyWhereNoneBelongs) {
    const std::string request = get("/healthz", "Content-Length: 3\r\n") + "abc";
    const std::string reply = play(store, request + get("/healthz"));
    EXPECT_EQ(status(reply), "413");
    EXPECT_EQ(count(reply, "HTTP/1.1"), 1U) << "the body is not taken for a request";
    EXPECT_EQ(
        status(play(store, get("/", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n")),
        "413");
    EXPECT_EQ(status(play(store, get("/healthz", "Content-Length: 0\r\n"))), "200");
}

std::string post(std::size_t size, std::string_view fields = "") {
    return "POST /api/v1/reports HTTP/1.1\r\nHost: here.example\r\nContent-Length: " +
           std::to_string(size) + "\r\n" + std::string(fields) + "\r\n" + std::string(size, 'x');
}

// Without an intake the site answers 405 once the whole request was read.
TEST_F(HttpSession, LimitsTheBodyOfAnUpload) {
    const Manner manner{.limits = {.body = 100}};
    EXPECT_EQ(status(play(store, post(100), manner)), "405");
    EXPECT_EQ(status(play(store, post(101), manner)), "413");
    const std::string chunked =
        "POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string piece = "32\r\n" + std::string(50, 'x') + "\r\n";
    EXPECT_EQ(status(play(store, chunked + piece + piece + "0\r\n\r\n", manner)), "405");
    EXPECT_EQ(status(play(store, chunked + piece + piece + piece + "0\r\n\r\n", manner)), "413");
}

TEST_F(HttpSession, LimitsTheUploadsAtOneTime) {
    const Manner free{.limits = {.uploads = 2}, .uploads = 1};
    const Manner full{.limits = {.uploads = 2}, .uploads = 2};
    EXPECT_EQ(status(play(store, post(10), free)), "405");
    EXPECT_EQ(status(play(store, post(10) + get("/healthz"), full)), "503");
}

TEST_F(HttpSession, TellsAClientThatAsksToGoOn) {
    const std::string reply = play(store, post(10, "Expect: 100-continue\r\n"));
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 405 ")) << reply;
}

TEST_F(HttpSession, IsSilentAboutARequestThatStops) {
    const std::string whole = post(10);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        SCOPED_TRACE(size);
        EXPECT_EQ(play(store, whole.substr(0, size)), "");
    }
}

TEST_F(HttpSession, SurvivesABreakAtEveryReadAndWrite) {
    const std::string script = get("/healthz") + post(10, "Expect: 100-continue\r\n") + get("/");
    const std::string whole = play(store, script, {.piece = 50});
    EXPECT_EQ(count(whole, "HTTP/1.1 200 OK"), 2U);
    for (std::size_t breaks_at = 0; breaks_at < 60; ++breaks_at) {
        SCOPED_TRACE(breaks_at);
        const std::string reply = play(store, script, {.breaks_at = breaks_at, .piece = 50});
        EXPECT_TRUE(whole.starts_with(reply));
    }
}

class GuardedHttpSession : public HttpSession {
protected:
    GuardedHttpSession() {
        EXPECT_TRUE(store.writer().write([](store::Ledger& ledger) {
            ledger.accounts().add(model::AccountName::parse("ann").value(), "none",
                                  store::Role::admin, test::sample_now());
        }));
        store.services().writer = &store.writer();
    }

    static std::string post(std::string_view path, std::size_t length, std::string_view fields,
                            std::string_view body) {
        return "POST " + std::string(path) +
               " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(length) + "\r\n" +
               std::string(fields) + "\r\n" + std::string(body);
    }
};

// L14: no stranger has us read and hold what nobody asked for.
TEST_F(GuardedHttpSession, RefusesAStrangersUploadBeforeItsBody) {
    const std::string reply =
        play(store, post("/api/v1/reports", 60'000'000, "Expect: 100-continue\r\n", "From: "));
    EXPECT_EQ(status(reply), "401") << reply;
    EXPECT_EQ(reply.find("100 Continue"), std::string::npos);
    EXPECT_NE(reply.find("Connection: close"), std::string::npos);
    EXPECT_EQ(count(reply, "HTTP/1.1 "), 1U);
}

// L14
TEST_F(GuardedHttpSession, TakesFormsOfTheirOwnSmallSize) {
    constexpr std::string_view json = "Content-Type: application/json\r\n";
    const std::size_t limit = Limits{}.form;
    const std::string_view right = R"({"name":"eve","password":""})";
    const std::string full = std::string(right) + std::string(limit - right.size(), ' ');
    EXPECT_EQ(status(play(store, post("/api/v1/login", limit, json, full))), "401");
    EXPECT_EQ(status(play(store, post("/api/v1/login", limit + 1, json, full + ' '))), "413");
    const std::string chunked =
        "POST /api/v1/login HTTP/1.1\r\nHost: a\r\n"
        "Transfer-Encoding: chunked\r\n\r\n4001\r\n" +
        std::string(0x4001, ' ') + "\r\n0\r\n\r\n";
    EXPECT_EQ(status(play(store, chunked)), "413");
    EXPECT_EQ(status(play(store, post("/api/v1/tokens/1", 1, json, "x"))), "413");
    EXPECT_EQ(status(play(store, post("/api/v1/login", right.size(), json, right),
                          {.uploads = Limits{}.uploads})),
              "401")
        << "uploads that take their time shut nobody out";
}

TEST_F(GuardedHttpSession, ReadsTheCredentialFromTheFieldsOfTheWire) {
    const std::string token = "sp_of-a-test";
    EXPECT_TRUE(store.writer().write([&](store::Ledger& ledger) {
        ledger.tokens().add({.account = {},
                             .name = "a",
                             .digest = whole_digest_of(token),
                             .scope = store::Scope::read,
                             .now = test::sample_now()});
        ledger.accounts().open_session({.account = 1,
                                        .digest = whole_digest_of("secret"),
                                        .csrf = "text",
                                        .now = test::sample_now()});
    }));
    EXPECT_EQ(status(play(store, get("/api/v1/me"))), "401");
    EXPECT_EQ(status(play(store, get("/api/v1/me", "Authorization: Bearer " + token + "\r\n"))),
              "200");
    // HTTP/2 proxies may split cookies. Source: RFC 9113 section 8.2.3.
    const std::string cookies = "Cookie: a=b\r\nCookie: __Host-sendpath=secret\r\n";
    EXPECT_EQ(status(play(store, get("/api/v1/me", cookies))), "200");
    const std::string out = "POST /api/v1/logout HTTP/1.1\r\nHost: a\r\n" + cookies;
    EXPECT_EQ(status(play(store, out + "\r\n")), "403");
    EXPECT_EQ(status(play(store, out + "X-CSRF-Token: text\r\n\r\n")), "200");
}

/// A store with more records than one piece of a file has.
void add_many(test::SampleStore& store) {
    std::vector<test::MadeRecord> records(2'500);
    store.add({.id = "r1", .records = records});
}

TEST_F(HttpSession, SendsAFileInChunksAndKeepsTheConnection) {
    add_many(store);
    const std::string reply = play(store, get("/api/v1/records.ndjson") + get("/healthz"));
    EXPECT_NE(reply.find("Transfer-Encoding: chunked\r\n"), std::string::npos);
    EXPECT_EQ(reply.substr(0, reply.find("\r\n\r\n")).find("Content-Length"), std::string::npos);
    EXPECT_EQ(count(reply, "\n{\"report\":1,"), 2'500U);
    EXPECT_NE(reply.find("\r\n0\r\n\r\nHTTP/1.1 200 OK"), std::string::npos);
    EXPECT_TRUE(reply.ends_with("\r\n\r\nok"));
}

TEST_F(HttpSession, SendsAFileToAnOldClientUntilTheEndOfTheConnection) {
    add_many(store);
    const std::string reply =
        play(store,
             "GET /api/v1/records.ndjson HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n"
             "\r\n" +
                 get("/healthz"));
    EXPECT_EQ(reply.find("chunked"), std::string::npos);
    EXPECT_EQ(count(reply, "{\"report\":1,"), 2'500U);
    EXPECT_EQ(count(reply, "HTTP/1.1 200 OK"), 1U);
}

TEST_F(HttpSession, SendsOnlyTheHeadOfAFileWhereThatIsAsked) {
    add_many(store);
    const std::string reply =
        play(store, "HEAD /api/v1/records.csv HTTP/1.1\r\nHost: a\r\n\r\n" + get("/healthz"));
    EXPECT_EQ(count(reply, "HTTP/1.1 200 OK"), 2U);
    EXPECT_EQ(count(reply, "\"report\""), 0U);
    EXPECT_TRUE(reply.ends_with("\r\n\r\nok"));
}

TEST_F(HttpSession, SurvivesAWireThatBreaksInTheMidstOfAFile) {
    add_many(store);
    for (std::size_t at = 1; at < 12; ++at)
        play(store, get("/api/v1/records.csv"), {.breaks_at = at});
}

}  // namespace
}  // namespace sendpath::http
