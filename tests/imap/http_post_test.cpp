#include "imap/http_post.hpp"

#include "support/memory_wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
using test::MemoryWire;

const HttpUrl kUrl{.tls = true, .host = "login.example.com", .port = 443, .target = "/token"};

Result<HttpAnswer> post(MemoryWire& wire, HttpUrl url = kUrl) {
    Result<HttpAnswer> out = Error{Errc::io, "not run"};
    auto task = [&]() -> boost::asio::awaitable<void> {
        auto posting = post_form(wire, std::move(url), "a=b", wire.now() + 30s);
        out = co_await std::move(posting);
    };
    test::run(task());
    return out;
}

Result<HttpAnswer> answered(std::string octets) {
    MemoryWire wire({{std::move(octets)}});
    return post(wire);
}

TEST(HttpPost, SendsAFormAndNothingElse) {
    MemoryWire wire({{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"}});
    const Result<HttpAnswer> answer = post(wire);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 200U);
    EXPECT_EQ(answer->body, "hi");
    EXPECT_EQ(wire.sent,
              "POST /token HTTP/1.1\r\nHost: login.example.com\r\nUser-Agent: sendpath\r\n"
              "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              "Connection: close\r\nContent-Length: 3\r\n\r\na=b");
}

TEST(HttpPost, NamesHostAndPortAsTheStandardHasThem) {
    const std::pair<HttpUrl, const char*> rows[] = {
        {{false, "127.0.0.1", 80, "/"}, "\r\nHost: 127.0.0.1\r\n"},
        {{false, "127.0.0.1", 443, "/"}, "\r\nHost: 127.0.0.1:443\r\n"},
        {{true, "::1", 8443, "/"}, "\r\nHost: [::1]:8443\r\n"}};
    for (const auto& [url, expected] : rows) {
        MemoryWire wire({});
        (void)post(wire, url);
        EXPECT_NE(wire.sent.find(expected), std::string::npos) << wire.sent;
    }
}

TEST(HttpPost, ReadsEachWayToTellAnAnswersLength) {
    for (const char* text : {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde and more",
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x=y"
                             "\r\ncde\r\n0\r\n\r\n",
                             "HTTP/1.0 200 OK\r\n\r\nabcde"}) {
        const std::string octets = text;
        const Result<HttpAnswer> whole = answered(octets);
        ASSERT_TRUE(whole) << text << whole.error().detail;
        EXPECT_EQ(whole->body.substr(0, 5), "abcde");
        std::deque<MemoryWire::Piece> pieces;
        for (const char c : octets) pieces.push_back({std::string(1, c)});
        MemoryWire wire(pieces);
        const Result<HttpAnswer> one_by_one = post(wire);
        ASSERT_TRUE(one_by_one) << text;
        EXPECT_EQ(one_by_one->body, whole->body);
    }
}

TEST(HttpPost, TellsWhenToComeBack) {
    EXPECT_EQ(
        answered("HTTP/1.1 429 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")->retry_after,
        "7");
}

TEST(HttpPost, TakesAnAnswerUpToItsLimit) {
    const auto of_size = [](std::size_t size) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
               std::string(size, 'x');
    };
    EXPECT_EQ(answered(of_size(kAnswerMax))->body.size(), kAnswerMax);
    EXPECT_EQ(answered(of_size(kAnswerMax + 1)).error().code, Errc::io);
}

TEST(HttpPost, StopsReadingWhatIsTooLong) {
    const char* starts[] = {
        "HTTP/1.1 200 OK\r\n\r\n",                                                // to the end
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",       // a chunk
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",                // its extension
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",                 // a promise
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999999\r\n\r\n",  // beyond a number
        "HTTP/1.1 200 OK\r\nX: ",                                                 // a field
        "HTTP/1.1 200 ",                                                          // its reason
        "x",                                                                      // no HTTP
    };
    constexpr std::size_t kMiB = 1U << 20U;
    for (const char* start : starts) {
        MemoryWire wire({{start + std::string(kMiB, 'x')}});
        wire.peer_stays = true;
        const Result<HttpAnswer> answer = post(wire);
        ASSERT_FALSE(answer) << start;
        EXPECT_EQ(answer.error().code, Errc::io) << start;
        EXPECT_LT(wire.calls, 40U) << start;  // of 4 KiB each
    }
}

TEST(HttpPost, EndsWithItsTimeHoweverSteadilyAnAnswerDrips) {
    std::deque<MemoryWire::Piece> pieces{{"HTTP/1.1 200 OK\r\n\r\n"}};
    for (int i = 0; i < 100; ++i) pieces.push_back({"x", 1s});
    MemoryWire wire(pieces);
    EXPECT_EQ(post(wire).error().code, Errc::timeout);
    EXPECT_EQ(wire.passed(), 30s);
}

TEST(HttpPost, EndsInAnErrorWhereverItsWireBreaks) {
    const std::deque<MemoryWire::Piece> pieces{
        {"HTTP/1.1 200 OK\r\n"}, {"Content-Length: 4\r\n\r\n"}, {"ab"}, {"cd"}};
    MemoryWire sound(pieces);
    ASSERT_TRUE(post(sound));
    for (std::size_t at = 0; at < sound.calls; ++at) {
        MemoryWire wire(pieces);
        wire.breaks_at = at;
        EXPECT_EQ(post(wire).error().code, Errc::io) << "call " << at;
    }
}

}  // namespace
}  // namespace sendpath::imap
