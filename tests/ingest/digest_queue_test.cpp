#include "ingest/digest_queue_fixture.hpp"
#include "ingest/test_report.hpp"

namespace sendpath::ingest {
namespace {

TEST_F(DigestQueueTest, DigestsWhatIsPushedInItsOrder) {
    open({.at_once = 1});
    const auto mails = accept_some(5);
    queue->start();
    for (const model::IntakeId id : mails) queue->push(id);
    run_all();
    EXPECT_EQ(reads.order(), mails);
    EXPECT_EQ(in_state(IntakeState::done), 5);
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 15);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(DigestQueueTest, ReadsNoMoreAtOnceThanItMay) {
    open({.at_once = 2});
    std::promise<void> go;
    reads.before = [waits = go.get_future().share()](model::IntakeId) { waits.wait(); };
    queue->start();
    run_all();
    for (const model::IntakeId id : accept_some(7)) queue->push(id);
    EXPECT_EQ(queue->state().under_way, 2);
    EXPECT_EQ(queue->state().waiting, 5);
    go.set_value();
    run_all();
    EXPECT_EQ(queue->state().under_way, 0);
    EXPECT_EQ(queue->state().waiting, 0);
    EXPECT_LE(std::ranges::max(reads.at_once()), 2);
    EXPECT_EQ(in_state(IntakeState::done), 7);
}

TEST_F(DigestQueueTest, TakesUpTheBacklogOfAnEarlierRunOnce) {
    const auto mails = accept_some(6);
    open();
    std::vector<std::int64_t> told;
    queue->start([&](const Tally& tally) { told.push_back(tally.aggregate); });
    for (const model::IntakeId id : mails) queue->push(id);  // as if they had come meanwhile
    run_all();
    EXPECT_EQ(told, std::vector<std::int64_t>{6});
    EXPECT_EQ(reads.order().size(), 6U) << "each is read once";
    EXPECT_EQ(store.number("SELECT sum(messages) FROM flow_day"), 18);
}

TEST_F(DigestQueueTest, ReadsMailsThatWereCutOffFirstAndAlone) {
    const auto mails = accept_some(8);
    for (const std::size_t each : {3U, 5U, 6U}) die_decoding(mails[each]);
    open({.at_once = 4});
    queue->start();
    queue->push(mails[0]);
    run_all();
    const auto order = reads.order();
    const auto at_once = reads.at_once();
    ASSERT_EQ(order.size(), 8U);
    EXPECT_EQ((std::vector(order.begin(), order.begin() + 3)),
              (std::vector{mails[3], mails[5], mails[6]}));
    EXPECT_EQ((std::vector(at_once.begin(), at_once.begin() + 3)), (std::vector{1, 1, 1}));
    EXPECT_EQ(in_state(IntakeState::done), 8);
}

TEST_F(DigestQueueTest, NeverHoldsTheNeighboursOfAMailThatEndsTheProgram) {
    const auto mails = accept_some(4);
    // The first time all were under way; from then on the guilty one is alone.
    for (const model::IntakeId id : mails) die_decoding(id);
    for (int crash = 1; crash < Digester::kTriesMax; ++crash) die_decoding(mails[2]);
    open();
    queue->start();
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 3);
    EXPECT_EQ(store.number("SELECT intake FROM held WHERE reason = 16"), mails[2].value);
}

TEST_F(DigestQueueTest, HoldsAMailWhoseReadingComesToNoEndAndGoesOn) {
    open({.at_once = 4}, 30ms);
    std::promise<void> go;
    const auto mails = accept_some(4);
    reads.before = [&, waits = go.get_future().share()](model::IntakeId id) {
        if (id != mails[1]) return;
        waits.wait();
    };
    queue->start();
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 3);
    EXPECT_EQ(store.number("SELECT intake FROM held WHERE reason = 18"), mails[1].value);
    EXPECT_EQ(queue->state().stuck_threads, 1);
    const auto held = store.ask([](sqlite3& db) { return store::held(db, {}); });
    EXPECT_EQ(held.rows.at(0).held.detail, "reading it did not end within 1 s");
    EXPECT_EQ(store.number("SELECT tries FROM intake WHERE state = 3"), 0);
    // `sendpath reprocess` may read it again.
    EXPECT_EQ(digest_now(store.writer(), reading, mails[1])->reports.size(), 1U);
    go.set_value();
    reads.wait_for_all();
    EXPECT_EQ(store.number("SELECT count(*) FROM report"), 4) << "what came too late is dropped";
}

TEST_F(DigestQueueTest, ReadsNothingMoreWhenTooManyThreadsAreStuck) {
    open({.at_once = 16}, 10ms);
    std::promise<void> go;
    reads.before = [waits = go.get_future().share()](model::IntakeId) { waits.wait(); };
    static_cast<void>(accept_some(static_cast<int>(DigestQueue::kStuckMax)));
    queue->start();
    run_all();
    EXPECT_TRUE(queue->state().stopped);
    const auto late = accept_some(1);
    queue->push(late[0]);
    auto told = outcome(late[0]);
    run_all();
    EXPECT_EQ(told.get().error().code, Errc::io);
    EXPECT_EQ(in_state(IntakeState::pending), 1) << "it is taken all the same";
    EXPECT_EQ(in_state(IntakeState::held), DigestQueue::kStuckMax);
    go.set_value();
    reads.wait_for_all();
}

TEST_F(DigestQueueTest, TriesAMailAgainWhoseReadingThrows) {
    open();
    std::atomic<int> throws{2};
    reads.before = [&](model::IntakeId) {
        if (throws-- > 0) throw std::bad_alloc();
    };
    const auto mails = accept_some(1);
    queue->start();
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 1);
    EXPECT_EQ(reads.order().size(), 3U);
}

TEST_F(DigestQueueTest, HoldsAMailWhoseReadingGoesOnThrowing) {
    open();
    const auto mails = accept_some(2);
    reads.before = [&](model::IntakeId id) {
        if (id == mails[0]) throw std::bad_alloc();
    };
    queue->start();
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 1);
    EXPECT_EQ(store.number("SELECT intake FROM held WHERE reason = 16"), mails[0].value);
    EXPECT_EQ(std::ranges::count(reads.order(), mails[0]), Digester::kTriesMax + 1)
        << "the first was not alone, and did not count";
}

TEST_F(DigestQueueTest, OneMailTheStoreRefusesDoesNotStopTheOthers) {
    const auto mails = accept_some(6);
    refuse(mails[0]);
    open();
    queue->start();
    run_until([&] { return in_state(IntakeState::done) == 5; });
    EXPECT_NE(store.number("SELECT state FROM intake WHERE id = 1"), 3);
    {
        const auto db = store::open_for_writing(store.path());
        ASSERT_TRUE(store::run(**db, "DROP TRIGGER refuse"));
    }
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 6) << "tried again until it works";
    EXPECT_EQ(store.fault(), "");
}

TEST_F(DigestQueueTest, TellsTheOutcomeToWhoWaitsBeforeAllThatWaits) {
    open({.at_once = 1});
    std::promise<void> go;
    reads.before = [waits = go.get_future().share()](model::IntakeId) { waits.wait(); };
    const auto mails = accept_some(4);
    queue->start();
    run_until([&] { return queue->state().under_way == 1; });
    const auto late = accept_some(1);
    auto told = outcome(late[0]);
    auto again = outcome(late[0]);  // somebody else sends the same octets
    io.poll();
    go.set_value();
    run_all();
    EXPECT_EQ(reads.order(), (std::vector{mails[0], late[0], mails[1], mails[2], mails[3]}));
    EXPECT_EQ(told.get()->reports.size(), 1U);
    EXPECT_EQ(again.get()->reports.size(), 1U);
    auto finished = outcome(late[0]);
    run_all();
    EXPECT_EQ(finished.get().error().code, Errc::missing_field);
}

TEST_F(DigestQueueTest, TellsAtOnceWhenTheStoreFailsAndReadsTheMailLater) {
    const auto mails = accept_some(1);
    refuse(mails[0]);
    open();
    queue->start();
    auto told = outcome(mails[0]);
    run_until([&] { return told.wait_for(0s) == std::future_status::ready; });
    EXPECT_EQ(told.get().error().code, Errc::io);
    EXPECT_TRUE(queue->state().store_fails);
    {
        const auto db = store::open_for_writing(store.path());
        ASSERT_TRUE(store::run(**db, "DROP TRIGGER refuse"));
    }
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 1);
    EXPECT_FALSE(queue->state().store_fails);
}

TEST_F(DigestQueueTest, EndsWithWhatIsUnderWayAndLeavesTheRestForTheNextRun) {
    open({.at_once = 1});
    std::promise<void> go;
    reads.before = [waits = go.get_future().share()](model::IntakeId) { waits.wait(); };
    static_cast<void>(accept_some(3));
    queue->start();
    run_until([&] { return queue->state().under_way == 1; });
    asio::co_spawn(io, queue->finish(1min), asio::detached);
    io.poll();
    go.set_value();
    run_all();
    EXPECT_EQ(in_state(IntakeState::done), 1);
    EXPECT_EQ(in_state(IntakeState::pending), 2);
    EXPECT_EQ(Digesting::start().aggregate, 2);
}

TEST_F(DigestQueueTest, EndsAlthoughAReadingComesToNoEnd) {
    open({.at_once = 2});
    std::promise<void> go;
    const auto mails = accept_some(2);
    reads.before = [&, waits = go.get_future().share()](model::IntakeId id) {
        if (id != mails[0]) return;
        waits.wait();
    };
    queue->start();
    auto waiter = outcome(mails[0]);
    run_until([&] { return in_state(IntakeState::done) == 1; });
    asio::co_spawn(io, queue->finish(10ms), asio::detached);
    run_all();
    EXPECT_FALSE(waiter.get());
    EXPECT_EQ(in_state(IntakeState::decoding), 1) << "the next run reads it, and counts the try";
    EXPECT_EQ(store.number("SELECT tries FROM intake WHERE state = 4"), 0)
        << "no try counts while others are read as well";
    go.set_value();
    reads.wait_for_all();
    EXPECT_EQ(Digesting::start().aggregate, 1);
}

TEST_F(DigestQueueTest, EndsWhileTheStoreFails) {
    const auto mails = accept_some(1);
    refuse(mails[0]);
    open({.at_once = 1, .store_rest = 1min});
    queue->start();
    run_until([&] { return queue->state().store_fails; });
    asio::co_spawn(io, queue->finish(1min), asio::detached);
    run_all();  // comes back at once
    EXPECT_EQ(in_state(IntakeState::decoding), 1);
}

TEST_F(DigestQueueTest, U6_TellsOfMailsWithATestReportAndOfNoOthers) {
    open();
    std::vector<std::string> told;
    queue->on_test([&](const MailOutcome& mail) { told.push_back(mail.tests.at(0).report_id); });
    queue->start();
    std::string test = test::report_xml("t");
    const std::string_view reporter = "dmarc@rx.example";
    test.replace(test.find(reporter), reporter.size(), kTestReporter);
    queue->push(accept(test).id);
    for (const model::IntakeId id : accept_some(2)) queue->push(id);
    run_all();
    EXPECT_EQ(told, std::vector<std::string>{"t"});
    EXPECT_EQ(in_state(IntakeState::done), 3);
}

}  // namespace
}  // namespace sendpath::ingest
