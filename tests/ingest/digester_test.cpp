#include "ingest/digester.hpp"

#include "ingest/digesting.hpp"

namespace sendpath::ingest {
namespace {

using store::IntakeState;

class DigesterTest : public test::Digesting {};

TEST_F(DigesterTest, AcceptedMailIsOnDiskBeforeTheAnswer) {
    const std::string octets = mail("1");
    const auto accepted = accept(octets);
    EXPECT_FALSE(accepted.known);
    EXPECT_EQ(accepted.state, IntakeState::pending);
    // A connection of its own sees it, with every octet.
    EXPECT_EQ(store.number("SELECT state FROM intake"), 1);
    EXPECT_EQ(store.number("SELECT size FROM intake"), static_cast<std::int64_t>(octets.size()));
    const auto again = accept(octets, store::Via::imap);
    EXPECT_TRUE(again.known);
    EXPECT_EQ(again.id, accepted.id);
    EXPECT_EQ(store.number("SELECT count(*) FROM raw"), 1);
}

TEST_F(DigesterTest, DigestsAnAcceptedMail) {
    const auto accepted = accept(mail("1"));
    const auto outcome = run(digester().digest(accepted.id));
    ASSERT_TRUE(outcome);
    ASSERT_EQ(outcome->reports.size(), 1U);
    EXPECT_EQ(outcome->state, IntakeState::done);
    EXPECT_EQ(store.number("SELECT state FROM intake"), 2);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(DigesterTest, DigestingAgainReplacesWhatWasStored) {
    const auto accepted = accept(mail("1"));
    for (int round = 0; round < 3; ++round) ASSERT_TRUE(run(digester().digest(accepted.id)));
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 1);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 3);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(DigesterTest, ResumesWhatACrashLeftBehind) {
    const auto pending = accept(mail("1"));
    const auto decoding = accept(mail("2"));
    const auto done = accept(mail("3"));
    ASSERT_TRUE(run(digester().digest(done.id)));
    die_decoding(decoding.id);
    EXPECT_EQ(store.number("SELECT count(*) FROM intake WHERE state IN (1, 4)"), 2);

    const Tally tally = start();
    EXPECT_EQ(tally.mails, 2);
    EXPECT_EQ(tally.aggregate, 2);
    EXPECT_EQ(store.number("SELECT count(*) FROM intake WHERE state = 2"), 3);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 9);
    EXPECT_LT(pending.id, decoding.id);
    EXPECT_EQ(start().mails, 0);
}

TEST_F(DigesterTest, HoldsAMailThatEndedTheProgramThreeTimes) {
    const auto poison = accept(mail("1"));
    const auto sound = accept(mail("2"));
    die_decoding(poison.id, Digester::kTriesMax);
    const Tally tally = start();
    EXPECT_EQ(tally.aggregate, 1);
    ASSERT_EQ(tally.held.size(), 1U);
    EXPECT_EQ(tally.held[0].first, model::HeldReason::decoder_crashed);
    const auto held = store.ask([](sqlite3& db) { return store::held(db, {}); });
    EXPECT_EQ(held.rows.at(0).held.detail, "reading it ended the program 3 times");
    EXPECT_EQ(store.number("SELECT state FROM intake ORDER BY id LIMIT 1"), 3);
    EXPECT_GT(sound.id, poison.id);
}

TEST_F(DigesterTest, TriesAMailOnceMoreAfterTwoCrashes) {
    const auto accepted = accept(mail("1"));
    die_decoding(accepted.id, Digester::kTriesMax - 1);
    EXPECT_EQ(start().aggregate, 1);
}

TEST_F(DigesterTest, TellsOfAMailThatIsNotThere) {
    EXPECT_EQ(run(digester().digest({99})).error().code, Errc::missing_field);
    EXPECT_EQ(digest_now(store.writer(), reading, {99}).error().code, Errc::missing_field);
}

TEST_F(DigesterTest, HoldsAMailOverALimitThatBecameSmaller) {
    const auto accepted = accept(mail("1"));
    reading.limits.message = 100;
    const auto outcome = digest_now(store.writer(), reading, accepted.id);
    ASSERT_TRUE(outcome);
    ASSERT_EQ(outcome->held.size(), 1U);
    EXPECT_EQ(outcome->held[0].reason, model::HeldReason::message_too_large);
    reading.limits = {};  // and reads it when the limit is raised again
    EXPECT_EQ(digest_now(store.writer(), reading, accepted.id)->reports.size(), 1U);
    EXPECT_EQ(store.number("SELECT count(*) FROM held"), 0);
}

TEST_F(DigesterTest, ReadsWhatIsFinishedOnlyWhenAsked) {
    const auto accepted = accept(mail("1"));
    const store::Begin unfinished{.finished_too = false};
    ASSERT_TRUE(run(digester().digest(accepted.id, unfinished)));
    EXPECT_EQ(run(digester().digest(accepted.id, unfinished)).error().code, Errc::missing_field);
    EXPECT_EQ(store.number("SELECT state FROM intake"), 2);
    EXPECT_TRUE(run(digester().digest(accepted.id)));
}

TEST_F(DigesterTest, AcceptsNothingWhenTheStoreFails) {
    const auto db = store::open_for_writing(store.path());
    ASSERT_TRUE(store::run(**db,
                           "CREATE TRIGGER refuse BEFORE INSERT ON raw"
                           " BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    const Intake intake(store.writer(), packers);
    const auto accepted = run(intake.accept({mail("1"), "a", store::Via::smtp, seconds(1)}));
    ASSERT_FALSE(accepted);
    EXPECT_EQ(accepted.error().code, Errc::io);
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 0);
}

}  // namespace
}  // namespace sendpath::ingest
