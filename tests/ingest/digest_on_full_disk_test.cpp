#include "ingest/digest_queue_fixture.hpp"
#include "support/full_disk.hpp"

namespace sendpath::ingest {
namespace {

/// On a disk that can be full (S26, T6).
class DigestOnFullDiskTest : public testing::Test {
protected:
    class Inside : public DigestQueueTest {
    public:
        void TestBody() override {}
        using DigestQueueTest::accept_some;
        using DigestQueueTest::in_state;
        using DigestQueueTest::io;
        using DigestQueueTest::open;
        using DigestQueueTest::queue;
        using DigestQueueTest::reads;
        using DigestQueueTest::run_until;
        using DigestQueueTest::store;
    };
    test::FullDisk disk;
    Inside inside;  // its store is opened on the disk above
};

TEST_F(DigestOnFullDiskTest, TriesAgainUntilThereIsRoomAndCountsNoTry) {
    // More often full than a mail may be tried.
    std::atomic<int> fills{Digester::kTriesMax + 2};
    inside.reads.before = [&](model::IntakeId) {
        if (fills-- > 0) disk.fill();
    };
    const auto mails = inside.accept_some(3);
    inside.open({.at_once = 1, .store_rest = 1ms});
    inside.queue->start();
    int failures = 0;
    inside.run_until([&] {
        if (disk.is_full() && inside.queue->state().store_fails) {
            ++failures;
            disk.clear();
        }
        return inside.queue->state().waiting + inside.queue->state().under_way == 0 &&
               !inside.reads.order().empty();
    });
    inside.run_until([] { return false; });
    EXPECT_EQ(failures, Digester::kTriesMax + 2);
    EXPECT_EQ(inside.in_state(IntakeState::done), 3);
    EXPECT_EQ(inside.store.number("SELECT sum(messages) FROM flow_day"), 9);
    EXPECT_EQ(inside.store.number("SELECT count(*) FROM held"), 0);
    EXPECT_EQ(inside.store.fault(), "");
}

TEST_F(DigestOnFullDiskTest, TakesUpTheBacklogOnceThereIsRoom) {
    static_cast<void>(inside.accept_some(3));
    disk.fill();
    inside.open({.at_once = 2, .store_rest = 1ms});
    inside.queue->start();
    asio::steady_timer room(inside.io, 10ms);
    room.async_wait([&](auto) {
        EXPECT_EQ(inside.in_state(IntakeState::done), 0);
        disk.clear();
    });
    inside.run_until([] { return false; });
    EXPECT_EQ(inside.in_state(IntakeState::done), 3);
}

}  // namespace
}  // namespace sendpath::ingest
