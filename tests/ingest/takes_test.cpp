#include "ingest/takes_now.hpp"

#include "ingest/digesting.hpp"

namespace sendpath::ingest {
namespace {

using model::Takes;
using store::IntakeState;

constexpr Takes kRuaOnly{.rua = true, .ruf = false, .tls = false};
constexpr Takes kRufOnly{.rua = false, .ruf = true, .tls = false};
constexpr Takes kTlsOnly{.rua = false, .ruf = false, .tls = true};

std::string failure_mail(const std::string& id) {
    return test::mail_of(
        {{"Content-Type: text/plain\r\n", "A failure report.\r\n"},
         {"Content-Type: message/feedback-report\r\n",
          "Feedback-Type: auth-failure\r\nUser-Agent: Receiver/1.0\r\nVersion: 1\r\n"
          "Auth-Failure: dmarc\r\nSource-IP: 192.0.2.1\r\nReported-Domain: example.com\r\n"
          "Original-Envelope-Id: " +
              id + "\r\n"},
         {"Content-Type: text/rfc822-headers\r\n",
          "From: a@example.com\r\nSubject: " + id + "\r\n"}},
        "multipart/report; report-type=feedback-report");
}

// S25, S30: what an address takes is asked when the mail is read, never on the wire.
class TakesTest : public test::Digesting {
protected:
    static store::Envelope to(const std::string& recipient, Takes takes) {
        return {.peer = "192.0.2.1",
                .helo = "mx.receiver.example",
                .mail_from = "a@rx.example",
                .recipients = {recipient},
                .tls = {},
                .id = "A1",
                .trace = {},
                .takes = takes};
    }
    static std::string tls_mail(const std::string& id) {
        return test::mail_of({test::attachment("application/tlsrpt+gzip", "r.json.gz",
                                               test::gzipped(test::tls_json(id)))});
    }
    MailOutcome digest(model::IntakeId id) {
        const auto outcome = run(digester().digest(id));
        EXPECT_TRUE(outcome);
        return outcome ? *outcome : MailOutcome{};
    }
};

TEST_F(TakesTest, HoldsAReportOfAKindThatTheAddressDoesNotTake) {
    struct Case {
        const char* name;
        std::string octets;
        Takes takes;
        bool taken;
    };
    const Case table[] = {
        {"aggregate to rua", mail("1"), kRuaOnly, true},
        {"aggregate to ruf", mail("2"), kRufOnly, false},
        {"aggregate to tls", mail("3"), kTlsOnly, false},
        {"aggregate to all", mail("4"), {}, true},
        {"failure to ruf", failure_mail("5"), kRufOnly, true},
        {"failure to rua", failure_mail("6"), kRuaOnly, false},
        {"TLS to tls", tls_mail("7"), kTlsOnly, true},
        {"TLS to rua and ruf", tls_mail("8"), either(kRuaOnly, kRufOnly), false},
    };
    for (const Case& each : table) {
        SCOPED_TRACE(each.name);
        const auto accepted =
            accept(each.octets, store::Via::smtp, to("rua@example.com", each.takes));
        EXPECT_EQ(accepted.state, IntakeState::pending) << "it is accepted whatever it is";
        const MailOutcome outcome = digest(accepted.id);
        EXPECT_EQ(outcome.reports.size(), each.taken ? 1U : 0U);
        ASSERT_EQ(outcome.held.size(), each.taken ? 0U : 1U);
        EXPECT_EQ(outcome.state, each.taken ? IntakeState::done : IntakeState::held);
        if (!each.taken) EXPECT_EQ(outcome.held[0].reason, model::HeldReason::not_taken_here);
    }
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 6)
        << "what is held is not counted";
    EXPECT_EQ(store.fault(), "");
}

TEST_F(TakesTest, SaysWhatWasHeldAndForWhom) {
    store::Envelope envelope = to("a@example.com", kRufOnly);
    envelope.recipients = {"a@example.com", "b@example.com", "a@example.com", "c@example.com",
                           "d@example.com"};
    const MailOutcome outcome = digest(accept(mail("1"), store::Via::smtp, envelope).id);
    ASSERT_EQ(outcome.held.size(), 1U);
    EXPECT_EQ(outcome.held[0].detail,
              "aggregate report, sent to a@example.com, b@example.com, c@example.com, ...");
    EXPECT_EQ(outcome.held[0].part, "1");
}

TEST_F(TakesTest, IsTheUnionOverAllDeliveries) {
    const auto first = accept(mail("1"), store::Via::smtp, to("ruf@example.com", kRufOnly));
    EXPECT_EQ(digest(first.id).state, IntakeState::held);
    const auto second = accept(mail("1"), store::Via::smtp, to("rua@example.com", kRuaOnly));
    EXPECT_TRUE(second.known);
    EXPECT_TRUE(second.waits()) << "it may be wanted now";
    EXPECT_EQ(digest(first.id).state, IntakeState::done);
    EXPECT_EQ(store.number("SELECT count(*) FROM held"), 0);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
}

TEST_F(TakesTest, CountsADeliveryThatComesWhileItIsRead) {
    const auto first = accept(mail("1"), store::Via::smtp, to("ruf@example.com", kRufOnly));
    const ReadMail meanwhile = [&](const store::PendingIntake& pending,
                                   const decode::Limits& limits) {
        accept(mail("1"), store::Via::smtp, to("rua@example.com", kRuaOnly));
        return read_again(pending, limits);
    };
    const Digester slow(store.writer(), decoders, reading, Digester::kDecodePatience, meanwhile);
    EXPECT_EQ(run(slow.digest(first.id))->state, IntakeState::done);
}

TEST_F(TakesTest, AsksNothingOfMailThatAnotherDoorBrought) {
    for (const store::Via via : {store::Via::upload, store::Via::imap, store::Via::file}) {
        const std::string octets = mail(std::string(name(via)));
        const auto held = accept(octets, store::Via::smtp, to("ruf@example.com", kRufOnly));
        EXPECT_EQ(digest(held.id).state, IntakeState::held);
        const auto again = accept(octets, via);
        EXPECT_TRUE(again.waits());
        EXPECT_EQ(digest(again.id).state, IntakeState::done);
    }
}

TEST_F(TakesTest, FollowsTheSettingsOfTodayWhenReadAgain) {
    const auto accepted = accept(mail("1"), store::Via::smtp, to("dmarc@example.com", kRufOnly));
    EXPECT_EQ(digest(accepted.id).state, IntakeState::held);
    reading.takes = [](std::string_view recipient) {
        return recipient == "dmarc@example.com" ? std::optional(kRuaOnly) : std::nullopt;
    };
    EXPECT_EQ(digest_now(store.writer(), reading, accepted.id)->state, IntakeState::done);
    // And of an address that is gone, what it took when the mail came.
    reading.takes = [](std::string_view) { return std::optional<Takes>(); };
    EXPECT_EQ(digest_now(store.writer(), reading, accepted.id)->state, IntakeState::held);
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 0);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(TakesTest, KeepsMailForPeopleOutOfTheReports) {
    const Intake intake(store.writer(), packers);
    RawMail letter{.octets = "Subject: hello\r\n\r\nDear postmaster\r\n",
                   .name = "a@rx.example",
                   .via = store::Via::smtp,
                   .received = seconds(1'767'400'000),
                   .envelope = to("postmaster@example.com", {})};
    for (int i = 0; i < 2; ++i) {
        RawMail copy = letter;
        EXPECT_TRUE(run(intake.keep_other(std::move(copy))));
    }
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 0);
    EXPECT_EQ(store.number("SELECT recipients = 'postmaster@example.com' FROM other_mail"), 1);
}

}  // namespace
}  // namespace sendpath::ingest
