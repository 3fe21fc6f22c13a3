#include "smtp/session.hpp"

#include "support/memory_wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

using namespace std::chrono_literals;
using test::MemoryWire;
using Pieces = std::deque<MemoryWire::Piece>;

model::DomainName domain(std::string_view text) {
    return *model::DomainName::parse(text);
}

/// A session and all it stands on; play() runs it to its end.
struct Sink {
    Rules rules{.hostname = "mx.example",
                .recipients = {domain("mx.example"),
                               {{.local = "r", .domain = domain("b.example"), .takes = {}}}},
                .message_max = 1'000};
    Patience patience;
    Counters counters;
    MemoryBudget memory{10U << 20U};
    Result<void> disk;  ///< what storing gives
    bool strict = false;
    bool tls = true;
    bool busy = false;
    std::vector<Message> messages;
    std::string replies;  ///< what the client saw
    std::size_t calls = 0;
    std::chrono::milliseconds lasted{};

    /// @param breaks_at  the call of the wire that fails
    Sink& play(Pieces script, bool peer_stays = false,
               std::size_t breaks_at = std::numeric_limits<std::size_t>::max(),
               bool handshake_fails = false) {
        MemoryWire wire(std::move(script));
        wire.peer_stays = peer_stays;
        wire.breaks_at = breaks_at;
        wire.handshake_fails = handshake_fails;
        boost::asio::io_context idle;
        const net::TaskGroup group(idle.get_executor());
        net::LineStream lines(wire);
        Shared shared = shared_with(group);
        Session session(lines, shared);
        test::run(session.run());
        EXPECT_TRUE(wire.closed);
        replies = wire.sent;
        calls = wire.calls;
        lasted = wire.passed();
        return *this;
    }

    /// The first digits of each reply's last line.
    [[nodiscard]] std::string codes() const {
        std::string out;
        for (std::size_t at = 0; at < replies.size(); at = replies.find("\r\n", at) + 2)
            if (replies[at + 3] != '-') out += (out.empty() ? "" : " ") + replies.substr(at, 3);
        return out;
    }

private:
    Shared shared_with(const net::TaskGroup& group) {
        auto keep = [this](Message message) -> boost::asio::awaitable<Result<void>> {
            if (disk) messages.push_back(std::move(message));
            co_return disk;
        };
        return {.rules = rules,
                .patience = patience,
                .group = group,
                .counters = counters,
                .memory = memory,
                .deliver = keep,
                .strict_line_ends = strict,
                .tls_offered = [this] { return tls; },
                .storage_low = [] { return false; },
                .busy = [this] { return busy; },
                .next_id = [] { return std::string("1f"); }};
    }
};

const std::string kHello = "EHLO a\r\n";
const std::string kEnvelope = "MAIL FROM:<a@x>\r\nRCPT TO:<r@b.example>\r\nDATA\r\n";
const std::string kText = "Subject: Report\r\n\r\n..two dots\r\n.\r\n";

Pieces one_mail() {
    return {{kHello}, {kEnvelope}, {kText}, {"QUIT\r\n"}};
}

TEST(SmtpSession, TakesOneMessageAsItCame) {  // S17, S22, S23
    Sink sink;
    sink.play(one_mail());
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 250 221");
    ASSERT_EQ(sink.messages.size(), 1U);
    EXPECT_EQ(sink.messages[0].octets, "Subject: Report\r\n\r\n.two dots\r\n");
    EXPECT_EQ(sink.messages[0].helo, "a");
    EXPECT_EQ(sink.messages[0].transaction.sender.str(), "a@x");
    EXPECT_EQ(sink.messages[0].id, "1f");
    EXPECT_TRUE(sink.replies.ends_with("250 2.0.0 Stored as 1f\r\n221 2.0.0 Bye\r\n"));
    EXPECT_EQ(sink.counters.accepted, 1);
}

TEST(SmtpSession, AnswersALegalBurstInOrderAndInOnePacket) {  // S38
    Sink sink;
    sink.play({{kHello}, {kEnvelope}});
    // Written: the greeting, EHLO, the burst.
    EXPECT_EQ(sink.codes(), "220 250 250 250 354");
    EXPECT_EQ(sink.calls, 3U + 3U);
}

TEST(SmtpSession, GoesOnAfterTheEndOfAMessageInTheSamePiece) {
    Sink sink;
    sink.play({{kHello}, {kEnvelope}, {kText + kEnvelope}, {kText}, {"QUIT\r\n"}});
    EXPECT_EQ(sink.messages.size(), 2U);
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 250 250 250 354 250 221");
}

TEST(SmtpSession, ReadsTheSameOctetByOctet) {  // S17
    Pieces octets;
    for (const auto& piece : one_mail())
        for (const char c : piece.octets) octets.push_back({std::string(1, c)});
    Sink whole;
    Sink sink;
    EXPECT_EQ(sink.play(std::move(octets)).replies, whole.play(one_mail()).replies);
    EXPECT_EQ(sink.messages.at(0).octets, whole.messages.at(0).octets);
}

struct Burst {
    const char* name;
    std::string octets;
};

class UnallowedBurst : public testing::TestWithParam<Burst> {};

TEST_P(UnallowedBurst, IsRefusedAndEndsTheSession) {  // S38
    Sink sink;
    sink.play({{kHello}, {GetParam().octets}, {"NOOP\r\n"}});
    EXPECT_TRUE(sink.replies.ends_with("554 5.5.0 Wait for the reply\r\n")) << sink.replies;
    EXPECT_TRUE(sink.messages.empty());
    EXPECT_EQ(sink.counters.of(Refusal::pipelining), 1);
}

INSTANTIATE_TEST_SUITE_P(Smtp, UnallowedBurst,
                         testing::Values(Burst{"BehindData", kEnvelope + "Subject: x\r\n"},
                                         Burst{"BehindEhlo", "EHLO a\r\nMAIL FROM:<a@x>\r\n"},
                                         Burst{"BehindStarttls", "STARTTLS\r\nNOOP\r\n"},
                                         Burst{"BehindQuit", "QUIT\r\nNOOP\r\n"}),
                         [](const auto& test) { return test.param.name; });

// S15, S16: each is followed by a smuggled mail, then the real end.
TEST(SmtpSession, AnswersASmuggledEndOnceAndCloses) {
    for (const std::string& end : {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r",
                                   "\n.\r", "\r.\n", "\r\r\n.\r\n", "\n\n.\r\n"}) {
        Sink sink;
        sink.play({{kHello}, {kEnvelope}, {"a" + end + kEnvelope + "b\r\n.\r\n" + "NOOP\r\n"}});
        EXPECT_EQ(sink.codes(), "220 250 250 250 354 550") << testing::PrintToString(end);
        EXPECT_TRUE(sink.messages.empty());
        EXPECT_EQ(sink.counters.of(Refusal::bare_line_end), 1);
    }
}

TEST(SmtpSession, ForgivesOtherBareLineFeedsUnlessStrict) {  // S16
    Sink lenient;
    lenient.play({{kHello}, {kEnvelope}, {"a\nb\r\n.\r\n"}, {"QUIT\r\n"}});
    EXPECT_EQ(lenient.messages.at(0).octets, "a\nb\r\n");
    EXPECT_EQ(lenient.counters.bare_line_feeds, 1);
    Sink strict;
    strict.strict = true;
    strict.play({{kHello}, {kEnvelope}, {"a\nb\r\n.\r\n"}, {"QUIT\r\n"}});
    EXPECT_EQ(strict.codes(), "220 250 250 250 354 550");
}

TEST(SmtpSession, ReadsAMessageOverTheLimitToItsEndAndGoesOn) {  // S18
    Sink sink;
    sink.play({{kHello}, {kEnvelope}, {std::string(1'500, 'x') + "\r\n.\r\n"}, {"NOOP\r\n"}});
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 552 250");
    EXPECT_TRUE(sink.messages.empty());
}

TEST(SmtpSession, HangsUpOnTwiceTheLimit) {  // S18
    Sink sink;
    sink.play({{kHello}, {kEnvelope}, {std::string(2'500, 'x')}, {"\r\n.\r\nNOOP\r\n"}});
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 552");
}

TEST(SmtpSession, HangsUpOnAMessageThatTricklesOnOverTheLimit) {  // S18
    Sink sink;
    Pieces script{{kHello}, {kEnvelope}, {std::string(1'500, 'x')}};
    for (int i = 0; i < 100; ++i) script.push_back({"x", 1s});
    sink.play(std::move(script), true);
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 552");
    EXPECT_EQ(sink.lasted, sink.patience.overrun);
}

TEST(SmtpSession, SkipsACommandLineThatIsTooLong) {  // S20
    Sink sink;
    sink.play({{kHello}, {"NOOP " + std::string(5'000, 'x') + "\r\n"}, {"NOOP\r\n"}});
    EXPECT_EQ(sink.codes(), "220 250 500 250");
    Sink fits;
    fits.play({{"NOOP " + std::string(kCommandLineMax - 7, 'x') + "\r\n"}});
    EXPECT_EQ(fits.codes(), "220 250");
    Sink over;
    over.play({{"NOOP " + std::string(kCommandLineMax - 6, 'x') + "\r\n"}});
    EXPECT_EQ(over.codes(), "220 500");
}

TEST(SmtpSession, RefusesAMailThatWentInCircles) {  // S21
    const auto play = [](int fields) {
        std::string text;
        for (int i = 0; i < fields; ++i) text += "Received: x\r\n";
        Sink sink;
        sink.rules.message_max = 10'000;
        return sink.play({{kHello}, {kEnvelope}, {text + "\r\n.\r\n"}}).codes();
    };
    EXPECT_EQ(play(100), "220 250 250 250 354 250");
    EXPECT_EQ(play(101), "220 250 250 250 354 554");
}

TEST(SmtpSession, AsksToComeBackWhenTheDiskDoesNotWork) {  // S26
    Sink full;
    full.disk = Error{Errc::no_space, "full"};
    EXPECT_EQ(full.play(one_mail()).codes(), "220 250 250 250 354 452 221");
    Sink broken;
    broken.disk = Error{Errc::io, "broken"};
    EXPECT_EQ(broken.play(one_mail()).codes(), "220 250 250 250 354 451 221");
    EXPECT_EQ(broken.counters.accepted, 0);
}

TEST(SmtpSession, AsksToComeBackWhenMailsTakeTooMuchMemoryTogether) {  // S41
    Sink sink;
    sink.memory = MemoryBudget(1'000);
    MemoryBudget::Share others(sink.memory);
    ASSERT_TRUE(others.set(950));
    const std::string small = "Subject: x\r\n.\r\n";
    const std::string large = std::string(60, 'x') + "\r\n.\r\n";
    sink.play({{kHello}, {kEnvelope}, {large}, {kEnvelope}, {small}, {"QUIT\r\n"}});
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 452 250 250 354 250 221");
    EXPECT_EQ(sink.counters.of(Refusal::memory_full), 1);
    EXPECT_EQ(sink.memory.used(), 950U) << "each message gives back what it took";
}

TEST(SmtpSession, StoresNothingOfAMessageWithoutItsEnd) {  // S27
    Sink sink;
    sink.play({{kHello}, {kEnvelope}, {"Subject: x\r\n\r\nhalf"}});
    EXPECT_EQ(sink.codes(), "220 250 250 250 354");
    EXPECT_TRUE(sink.messages.empty());
}

TEST(SmtpSession, BreaksAtEveryReadAndWriteWithoutHarm) {
    Sink whole;
    whole.play(one_mail());
    ASSERT_GT(whole.calls, 8U);
    for (std::size_t breaks_at = 0; breaks_at < whole.calls; ++breaks_at) {
        SCOPED_TRACE(breaks_at);
        Sink sink;
        sink.play(one_mail(), false, breaks_at);
        EXPECT_TRUE(whole.replies.starts_with(sink.replies));
        EXPECT_LE(sink.messages.size(), 1U);
        // What was told as stored is stored.
        if (sink.replies.find("Stored") != std::string::npos) EXPECT_EQ(sink.messages.size(), 1U);
    }
}

TEST(SmtpSession, IsCutOffAtEveryOctetWithoutHarm) {  // T10
    const std::string dialogue = kHello + kEnvelope + kText + "QUIT\r\n";
    const std::size_t end = dialogue.find("QUIT");
    for (std::size_t size = 0; size < dialogue.size(); ++size) {
        Pieces octets;
        for (const char c : dialogue.substr(0, size)) octets.push_back({std::string(1, c)});
        Sink sink;
        sink.play(std::move(octets));
        EXPECT_EQ(sink.messages.size(), size >= end ? 1U : 0U) << size;
    }
}

TEST(SmtpSession, ForgetsTheClearTextAtTheHandshake) {  // S29, S30
    Sink sink;
    sink.play({{kHello},
               {"STARTTLS\r\n"},
               {"MAIL FROM:<a@x>\r\n"},
               {kHello},
               {kEnvelope},
               {kText},
               {"QUIT\r\n"}});
    EXPECT_NE(sink.replies.find("220 2.0.0 Go ahead\r\n<TLS>503 5.5.1"), std::string::npos)
        << sink.replies;
    EXPECT_EQ(sink.messages.at(0).tls, "TLSv1.3");
    EXPECT_EQ(sink.counters.tls_sessions, 1);
}

TEST(SmtpSession, ClosesWithoutAWordWhenTheHandshakeFails) {  // S31
    Sink sink;
    sink.play({{kHello}, {"STARTTLS\r\n"}, {kHello}}, false,
              std::numeric_limits<std::size_t>::max(), true);
    EXPECT_TRUE(sink.replies.ends_with("220 2.0.0 Go ahead\r\n"));
    EXPECT_EQ(sink.counters.of(Refusal::tls_failed), 1);
}

struct Silence {
    const char* name;
    Pieces script;
    std::chrono::milliseconds lasts;
};

class SilentClient : public testing::TestWithParam<Silence> {};

TEST_P(SilentClient, HearsThatItsTimeIsUp) {  // S34, S35
    Sink sink;
    sink.play(GetParam().script, true);
    EXPECT_TRUE(sink.replies.ends_with("421 4.4.2 Nothing came in time\r\n")) << sink.replies;
    EXPECT_EQ(sink.lasted, GetParam().lasts);
    EXPECT_EQ(sink.counters.of(Refusal::timeout), 1);
}

Pieces trickled(Pieces before, std::string_view octets, std::chrono::milliseconds each) {
    for (const char c : octets) before.push_back({std::string(1, c), each});
    return before;
}

INSTANTIATE_TEST_SUITE_P(
    Smtp, SilentClient,
    testing::Values(
        Silence{"AtTheGreeting", {}, 60s},
        Silence{"AtTheGreetingSayingNoop", trickled({}, std::string(400, 'N'), 5s), 60s},
        Silence{"BetweenCommands", {{kHello}}, 300s},
        Silence{"AfterHalfACommand", {{kHello}, {"MAIL FR", 200s}}, 300s},
        Silence{"TricklingACommand", trickled({{kHello}}, std::string(100, 'x'), 5s), 300s},
        Silence{"InAMessage", {{kHello}, {kEnvelope}, {"Subject: x\r\n"}}, 300s},
        // One octet in 5 s wins 2 ms each: the deadline hardly moves.
        Silence{"TricklingAMessage", trickled({{kHello}, {kEnvelope}}, std::string(100, 'x'), 5s),
                300s + 60 * 2ms}),
    [](const auto& test) { return test.param.name; });

TEST(SmtpSession, GivesAFastSenderAllTheTimeItNeeds) {  // S35
    Sink sink;
    sink.rules.message_max = 10U << 20U;
    Pieces script{{kHello}, {kEnvelope}};
    for (int i = 0; i < 10; ++i) script.push_back({std::string(60'000, 'x') + "\r\n", 120s});
    script.push_back({".\r\n"});
    sink.play(std::move(script));
    EXPECT_EQ(sink.codes(), "220 250 250 250 354 250");
}

TEST(SmtpSession, HasLittlePatienceWhenPlacesAreFew) {  // S34
    Sink sink;
    sink.busy = true;
    sink.play({{kHello}}, true);
    EXPECT_EQ(sink.lasted, 10s);
}

TEST(SmtpSession, IsOverAfterItsWholeTime) {  // S34
    Sink sink;
    Pieces script{{kHello}};
    for (int i = 0; i < 20; ++i) script.push_back({"NOOP\r\n", 100s});
    sink.play(std::move(script), true);
    EXPECT_EQ(sink.lasted, 20min);
    EXPECT_TRUE(sink.replies.ends_with("421 4.4.2 Nothing came in time\r\n"));
}

TEST(SmtpSession, SlowsRepliesToAClientOfManyErrors) {  // S37
    Sink sink;
    Pieces script{{kHello}};
    for (int i = 0; i < 30; ++i) script.push_back({"WHAT\r\n"});
    sink.play(std::move(script));
    EXPECT_TRUE(sink.replies.ends_with("421 4.7.0 Too many errors\r\n"));
    EXPECT_EQ(sink.lasted, 10s);
}

TEST(SmtpSession, TurnsAwayWhoTalksBeforeTheGreeting) {  // S38
    Sink early;
    early.patience.early_talker = 2s;
    EXPECT_EQ(early.play({{kHello}}).replies, "554 5.5.0 Wait for the greeting\r\n");
    Sink patient;
    patient.patience.early_talker = 2s;
    EXPECT_EQ(patient.play({{kHello, 3s}}).codes(), "220 250");
}

}  // namespace
}  // namespace sendpath::smtp
