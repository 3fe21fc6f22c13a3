#include "store/intake.hpp"

#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

NewIntake mail(const std::string& octets, Via via = Via::file, const std::string& name = "a.eml") {
    return {.received = seconds(1'767'400'000),
            .via = via,
            .name = name,
            .size = static_cast<std::int64_t>(octets.size()),
            .digest = digest_of(octets),
            .packed = octets};
}

class IntakeTableTest : public testing::Test {
protected:
    IntakeTable::Taken take(const NewIntake& what, IntakeState state = IntakeState::pending) {
        IntakeTable::Taken taken;
        store.write([&](Ledger& ledger) { taken = ledger.intake().take(what, state); });
        return taken;
    }
    std::vector<model::IntakeId> unfinished() {
        std::vector<model::IntakeId> ids;
        store.write([&](Ledger& ledger) { ids = ledger.intake().unfinished(); });
        return ids;
    }
    test::TestStore store;
};

TEST_F(IntakeTableTest, KeepsOctetsOnce) {
    const auto first = take(mail("one"));
    EXPECT_FALSE(first.known);
    EXPECT_EQ(first.state, IntakeState::pending);
    const auto again = take(mail("one"), IntakeState::done);
    EXPECT_TRUE(again.known);
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.state, IntakeState::pending);
    EXPECT_FALSE(take(mail("two")).known);
    EXPECT_EQ(store.number("SELECT count(*) FROM raw"), 2);
}

TEST_F(IntakeTableTest, WritesDownADeliveryFromElsewhereOnce) {
    take(mail("one"));
    take(mail("one"));  // found again where it was
    EXPECT_EQ(store.number("SELECT count(*) FROM redelivery"), 0);
    take(mail("one", Via::imap, "reports"));
    take(mail("one", Via::imap, "reports"));
    take(mail("one", Via::file, "copy.eml"));
    EXPECT_EQ(store.number("SELECT count(*) FROM redelivery"), 2);
}

TEST_F(IntakeTableTest, ListsWhatWasNotFinishedOldestFirst) {
    const auto a = take(mail("a"));
    take(mail("b"), IntakeState::done);
    const auto c = take(mail("c"));
    store.write([&](Ledger& ledger) { static_cast<void>(ledger.intake().begin_decoding(c.id)); });
    EXPECT_EQ(unfinished(), (std::vector{a.id, c.id}));
    store.write([&](Ledger& ledger) { ledger.intake().set_state(a.id, IntakeState::held); });
    EXPECT_EQ(unfinished(), std::vector{c.id});
}

TEST_F(IntakeTableTest, CountsTheTriesUntilOneComesToAnEnd) {
    const auto taken = take(mail("octets", Via::smtp, "a@b.example"));
    for (int tries = 1; tries <= 4; ++tries) {
        std::optional<PendingIntake> pending;
        store.write([&](Ledger& ledger) { pending = ledger.intake().begin_decoding(taken.id); });
        ASSERT_TRUE(pending);
        EXPECT_EQ(pending->tries, tries);
        EXPECT_EQ(pending->packed, "octets");
        EXPECT_EQ(pending->name, "a@b.example");
        EXPECT_EQ(pending->via, Via::smtp);
        EXPECT_EQ(count(pending->received), 1'767'400'000);
    }
    store.write([&](Ledger& ledger) { ledger.intake().set_state(taken.id, IntakeState::done); });
    std::optional<PendingIntake> pending;
    store.write([&](Ledger& ledger) { pending = ledger.intake().begin_decoding(taken.id); });
    EXPECT_EQ(pending->tries, 1);
    store.write([&](Ledger& ledger) { pending = ledger.intake().begin_decoding({999}); });
    EXPECT_FALSE(pending);
}

TEST_F(IntakeTableTest, ListsWhatCanBeDecodedAgain) {
    const auto a = take(mail("a"), IntakeState::done);
    const auto b = take(mail("b"), IntakeState::held);
    std::vector<model::IntakeId> all;
    std::vector<model::IntakeId> held;
    store.write([&](Ledger& ledger) {
        for (int part = 1; part <= 2; ++part)
            ledger.intake().hold(b.id, {.reason = model::HeldReason::bad_xml}, "from", "subject");
        all = ledger.intake().all(false);
        held = ledger.intake().all(true);
    });
    EXPECT_EQ(all, (std::vector{a.id, b.id}));
    EXPECT_EQ(held, std::vector{b.id});
    store.write([&](Ledger& ledger) {
        ledger.intake().release(b.id);
        held = ledger.intake().all(true);
    });
    EXPECT_TRUE(held.empty());
}

TEST(IntakeNames, AreTheWordsOfTheApi) {
    std::string names;
    for (const Via via : {Via::file, Via::upload, Via::smtp, Via::imap})
        names.append(name(via)) += ' ';
    for (int i = 1; i <= 4; ++i) names.append(name(static_cast<IntakeState>(i))) += ' ';
    for (int i = 0; i < 4; ++i) names.append(name(static_cast<Added>(i))) += ' ';
    EXPECT_EQ(names,
              "file upload smtp imap pending done held decoding new duplicate conflict foreign ");
}

}  // namespace
}  // namespace sendpath::store
