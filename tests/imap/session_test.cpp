#include "imap/session.hpp"

#include "imap/arrival.hpp"
#include "imap/download.hpp"
#include "support/memory_wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
using test::MemoryWire;
using Pieces = std::deque<MemoryWire::Piece>;

const Identity kIdentity{.user = "u", .secret = "secret", .host = "imap.example"};

/// What a server says in a whole arrival by STARTTLS.
const Pieces kArrival{
    {"* OK ready\r\n"},
    {"* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nS1 OK\r\n"},
    {"S2 OK go on\r\n"},
    {"* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\nS3 OK\r\n"},
    {"S4 OK [CAPABILITY IMAP4rev1 IDLE] welcome\r\n"},
    {"* LIST (\\Noselect) \".\" \"\"\r\nS5 OK\r\n"},
};

struct Ended {
    std::string trouble;  ///< empty: it was done
    std::string sent;
    std::size_t calls = 0;
    std::chrono::milliseconds lasted{};
};

/// Carries one arrival out over a wire of `pieces`.
Ended arrive(Pieces pieces, std::size_t breaks_at = std::numeric_limits<std::size_t>::max(),
             bool peer_stays = false) {
    MemoryWire wire(std::move(pieces));
    wire.breaks_at = breaks_at;
    wire.peer_stays = peer_stays;
    Session session(wire, {.response = 30s}, "a/INBOX");
    Arrival arrival(session.peer(), kIdentity, Tls::start_tls);
    std::optional<Failure> failure;
    auto task = [&]() -> boost::asio::awaitable<void> {
        failure = co_await session.carry_out(arrival);
    };
    test::run(task());
    return {failure ? std::string(name(failure->trouble)) : "", wire.sent, wire.calls,
            wire.passed()};
}

TEST(Session, CarriesAnArrivalOut) {
    const Ended ended = arrive(kArrival);
    EXPECT_EQ(ended.trouble, "");
    EXPECT_EQ(ended.sent,
              "S1 CAPABILITY\r\nS2 STARTTLS\r\n<TLS>S3 CAPABILITY\r\n"
              "S4 AUTHENTICATE PLAIN AHUAc2VjcmV0\r\nS5 LIST \"\" \"\"\r\n");
}

TEST(Session, EndsWithAFailureWhereverTheWireBreaks) {  // T10, H11
    const std::size_t calls = arrive(kArrival).calls;
    ASSERT_GT(calls, 10U);
    for (std::size_t at = 0; at < calls; ++at) {
        SCOPED_TRACE(at);
        const Ended ended = arrive(kArrival, at);
        EXPECT_TRUE(ended.trouble == "connection_lost" || ended.trouble == "tls_failed")
            << ended.trouble;
        EXPECT_EQ(ended.calls, at + 1);
    }
}

TEST(Session, EndsWhereverTheServerHangsUp) {  // T10: at every octet
    std::string all;
    for (const auto& piece : kArrival) all += piece.octets;
    for (std::size_t size = 0; size < all.size(); ++size) {
        Pieces pieces;
        std::size_t left = size;
        for (const auto& piece : kArrival) {
            pieces.push_back({piece.octets.substr(0, left)});
            left -= std::min(left, piece.octets.size());
            if (left == 0) break;
        }
        if (size == 0) pieces.clear();
        EXPECT_EQ(arrive(pieces).trouble, "connection_lost") << size;
    }
}

TEST(Session, SendsNothingThatWasHeardBeforeTheHandshakeOn) {  // I1, T13
    Pieces pieces = kArrival;
    // The answer to a command that will be, injected before TLS.
    pieces[2].octets += "S3 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] injected\r\n";
    pieces.resize(3);
    const Ended ended = arrive(pieces);
    EXPECT_EQ(ended.trouble, "connection_lost");
    EXPECT_TRUE(ended.sent.ends_with("<TLS>S3 CAPABILITY\r\n")) << ended.sent;
}

TEST(Session, WaitsForAResponseSoLong) {  // I19
    const Ended silent = arrive({{"* OK ready\r\n"}}, std::string::npos, true);
    EXPECT_EQ(silent.trouble, "timed_out");
    EXPECT_EQ(silent.lasted, 30s);
    // A server that drips is no better than a silent one.
    Pieces drops;
    for (int i = 0; i < 100; ++i) drops.push_back({"*", 20s});
    const Ended dripping = arrive(drops, std::string::npos, true);
    EXPECT_EQ(dripping.trouble, "timed_out");
    EXPECT_EQ(dripping.lasted, 30s);
}

TEST(Session, LetsMessagesComeSlowlyAsLongAsTheyCome) {  // I19
    const auto fetch = [](std::chrono::milliseconds pause, int pieces) {
        Pieces script{{"* 1 FETCH (UID 7 BODY[]<0> {1000}\r\n"}};
        const std::string piece(1'000 / static_cast<std::size_t>(pieces), 'x');
        for (int i = 0; i < pieces; ++i) script.push_back({piece, pause});
        script.push_back({")\r\nS1 OK done\r\n"});
        MemoryWire wire(std::move(script));
        wire.peer_stays = true;
        Session session(wire, {.response = 30s, .slice = 120s}, "a/INBOX");
        Download download(session.peer(), *UidSet::parse("7"), {});
        std::optional<Failure> failure;
        auto task = [&]() -> boost::asio::awaitable<void> {
            failure = co_await session.carry_out(download, Session::Pace::in_slices);
        };
        test::run(task());
        return failure ? std::string(name(failure->trouble)) : "";
    };
    EXPECT_EQ(fetch(100s, 4), "");
    EXPECT_EQ(fetch(121s, 4), "timed_out");
    EXPECT_EQ(fetch(100s, 10), "timed_out");  // kResponseMax
}

TEST(Session, ShowsNoSecret) {  // I5: what it would log
    Peer peer;
    Arrival arrival(peer, kIdentity, Tls::implicit);
    const Step step = arrival.hear(
        Response(Status{Condition::ok,
                        {.name = CodeName::capability,
                         .capabilities = Capabilities::of("IMAP4rev1 AUTH=PLAIN SASL-IR")},
                        ""}));
    EXPECT_NE(step.send.find("AHUAc2VjcmV0"), std::string::npos);
    EXPECT_EQ(step.shown.find("AHUAc2VjcmV0"), std::string::npos);
}

/// A wait under IDLE of up to 9 minutes.
struct Waited {
    std::string trouble;
    bool news = false;
    std::string sent;
    std::chrono::milliseconds lasted{};
};

Waited wait(Pieces pieces, bool peer_stays = true) {
    MemoryWire wire(std::move(pieces));
    wire.peer_stays = peer_stays;
    Session session(wire, {.response = 30s}, "a/INBOX");
    session.peer().messages.hear(Exists{3});
    session.peer().messages.search();
    Idle idle(session.peer());
    std::optional<Failure> failure;
    auto task = [&]() -> boost::asio::awaitable<void> {
        failure = co_await session.wait(idle, wire.now() + 9min);
    };
    test::run(task());
    return {failure ? std::string(name(failure->trouble)) : "", idle.news(), wire.sent,
            wire.passed()};
}

TEST(SessionWait, EndsWithNews) {
    const Waited waited = wait({{"+ idling\r\n"}, {"* 4 EXISTS\r\n", 60s}, {"S1 OK\r\n"}});
    EXPECT_EQ(waited.trouble, "");
    EXPECT_TRUE(waited.news);
    EXPECT_EQ(waited.sent, "S1 IDLE\r\nDONE\r\n");
    EXPECT_EQ(waited.lasted, 60s);
}

TEST(SessionWait, SeesNewsInTheSamePieceAsTheAgreement) {  // I17
    const Waited waited = wait({{"* 4 EXISTS\r\n+ idling\r\n"}, {"S1 OK\r\n", 1s}});
    EXPECT_TRUE(waited.news);
    EXPECT_EQ(waited.lasted, 1s);
}

TEST(SessionWait, IsBegunAnewInTimeHoweverOftenTheServerSaysItIsThere) {  // I16, H9
    Pieces pieces{{"+ idling\r\n"}};
    for (int i = 0; i < 8; ++i) pieces.push_back({"* OK Still here\r\n", 60s});
    pieces.push_back({"S1 OK\r\n", 61s});
    const Waited waited = wait(pieces);
    EXPECT_EQ(waited.trouble, "");
    EXPECT_FALSE(waited.news);
    EXPECT_EQ(waited.sent, "S1 IDLE\r\nDONE\r\n");
}

TEST(SessionWait, TellsOfWhatEndsIt) {  // H11
    EXPECT_EQ(wait({{"+ idling\r\n"}}, false).trouble, "connection_lost");
    EXPECT_EQ(wait({{"+ idling\r\n"}, {"* BYE\r\n", 1s}}).trouble, "said_bye");
    const Waited unanswered = wait({});
    EXPECT_EQ(unanswered.trouble, "timed_out");
    EXPECT_EQ(unanswered.lasted, 30s);
    const Waited no_end = wait({{"+ idling\r\n"}});
    EXPECT_EQ(no_end.trouble, "timed_out");
    EXPECT_EQ(no_end.lasted, 9min + 30s);
}

}  // namespace
}  // namespace sendpath::imap
