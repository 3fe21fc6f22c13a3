#include "store/statement.hpp"
#include "store/trouble.hpp"
#include "store/writer.hpp"
#include "support/full_disk.hpp"
#include "support/test_store.hpp"

#include <future>
#include <utility>

namespace sendpath::store {
namespace {

using Shows = test::FullDisk::Shows;

NewIntake mail(const std::string& name, std::size_t size = 10) {
    return {.received = seconds(1'767'400'000),
            .via = Via::smtp,
            .name = name,
            .size = static_cast<std::int64_t>(size),
            .digest = digest_of(name),
            .packed = std::string(size, 'x')};
}

// S26, T6: a full disk is told from other trouble, costs nothing that was acknowledged, and is over
// when there is room again.
class NoSpaceTest : public testing::TestWithParam<Shows> {
protected:
    Result<void> take(const std::string& name, std::size_t size = 10) {
        return store.writer().write([&](Ledger& ledger) {
            static_cast<void>(ledger.intake().take(mail(name, size), IntakeState::pending));
        });
    }

    test::FullDisk disk;
    test::TestStore store;
};

TEST_P(NoSpaceTest, IsToldFromOtherTrouble) {
    disk.fill(GetParam());
    const Result<void> refused = take("one");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::no_space) << refused.error().detail;
}

TEST_P(NoSpaceTest, IsOverWhenThereIsRoomAgain) {
    int taken = 0;
    for (int round = 0; round < 5; ++round) {
        disk.clear();
        for (int i = 0; i < 3; ++i)
            ASSERT_TRUE(take("mail " + std::to_string(taken++))) << "round " << round;
        disk.fill(GetParam());
        for (int i = 0; i < 3; ++i) EXPECT_FALSE(take("lost " + std::to_string(i), 200'000));
        EXPECT_EQ(store.number("SELECT count(*) FROM intake"), taken);
    }
    disk.clear();
    EXPECT_EQ(store.number("SELECT count(*) FROM intake WHERE name LIKE 'lost%'"), 0);
    store.reopen();
    EXPECT_EQ(store.number("SELECT count(*) FROM raw"), taken);
    EXPECT_EQ(store.fault(), "");
}

TEST_P(NoSpaceTest, RefusesAWholeGroupAndTakesTheNext) {
    std::promise<void> go;
    std::promise<void> held;
    bool is_held = false;
    auto holding = std::async(std::launch::async, [&] {
        // Runs a second time, alone, when its group has failed.
        return store.writer().write([&, waits = go.get_future().share()](Ledger& ledger) {
            if (!std::exchange(is_held, true)) held.set_value();
            waits.wait();
            static_cast<void>(ledger.intake().take(mail("held up", 10), IntakeState::pending));
        });
    });
    held.get_future().wait();
    std::vector<std::future<Result<void>>> group;
    for (int i = 0; i < 4; ++i)
        group.push_back(std::async(std::launch::async,
                                   [this, i] { return take("mail " + std::to_string(i)); }));
    disk.fill(GetParam());
    go.set_value();
    EXPECT_FALSE(holding.get());
    for (auto& each : group) {
        const Result<void> outcome = each.get();
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, Errc::no_space) << outcome.error().detail;
    }
    disk.clear();
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(take("mail " + std::to_string(i)));
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 4);
}

INSTANTIATE_TEST_SUITE_P(, NoSpaceTest, testing::Values(Shows::at_write, Shows::at_sync),
                         [](const auto& info) {
                             return info.param == Shows::at_write ? "AtWrite" : "AtSync";
                         });

TEST(Trouble, OfAStoreWithABoundOfItsOwnIsNoSpace) {
    test::TestStore store;
    const auto db = open_for_writing(store.path());
    ASSERT_TRUE(db);
    ASSERT_TRUE(run(**db, "PRAGMA max_page_count = 1"));  // as many as it has
    const auto refused = run(**db, "INSERT INTO raw(intake, octets) VALUES (1, zeroblob(1000000))");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::no_space);
    EXPECT_EQ(run(**db, "INSERT INTO nothing VALUES (1)").error().code, Errc::io);
}

TEST(Trouble, OfATransactionLeftOpenDoesNotStopTheNext) {
    test::TestStore store;
    store.close();
    auto db = open_for_writing(store.path());
    Ledger ledger(**db, {});
    ASSERT_TRUE(ledger.begin());
    static_cast<void>(ledger.intake().take(mail("never committed"), IntakeState::pending));
    ASSERT_TRUE(ledger.begin());
    static_cast<void>(ledger.intake().take(mail("committed"), IntakeState::pending));
    ASSERT_TRUE(ledger.commit());
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 1);
}

}  // namespace
}  // namespace sendpath::store
