#include "store/statement.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

Envelope envelope(const std::string& id, model::Takes takes = {}) {
    return {.peer = "192.0.2.1",
            .helo = "mx.receiver.example",
            .mail_from = "noreply@receiver.example",
            .recipients = {"dmarc@reports.example.com", "rua@reports.example.com"},
            .tls = "TLSv1.3",
            .id = id,
            .trace = "Received: from x\r\n",
            .takes = takes};
}

NewIntake mail(const std::string& octets, std::optional<Envelope> with = {}, Via via = Via::smtp) {
    return {.received = seconds(1'767'400'000),
            .via = via,
            .name = "noreply@receiver.example",
            .size = static_cast<std::int64_t>(octets.size()),
            .digest = digest_of(octets),
            .packed = octets,
            .envelope = std::move(with)};
}

class EnvelopeTest : public testing::Test {
protected:
    IntakeTable::Taken take(const NewIntake& what) {
        IntakeTable::Taken taken;
        store.write(
            [&](Ledger& ledger) { taken = ledger.intake().take(what, IntakeState::pending); });
        return taken;
    }
    Deliveries deliveries(model::IntakeId id) {
        Deliveries found;
        store.write([&](Ledger& ledger) { found = ledger.intake().deliveries(id); });
        return found;
    }
    void hold(model::IntakeId id, model::HeldReason reason) {
        store.write([&](Ledger& ledger) {
            ledger.intake().hold(id, {.reason = reason, .detail = {}, .part = {}}, "", "");
            ledger.intake().set_state(id, IntakeState::held);
        });
    }
    test::TestStore store;
};

TEST_F(EnvelopeTest, IsKeptBesideTheOctetsAsTheyWereSent) {  // S22
    const auto taken = take(mail("octets", envelope("A1", {.rua = false})));
    const Deliveries found = deliveries(taken.id);
    ASSERT_EQ(found.envelopes.size(), 1U);
    EXPECT_FALSE(found.other_door);
    const Envelope& kept = found.envelopes[0];
    EXPECT_EQ(kept.peer, "192.0.2.1");
    EXPECT_EQ(kept.helo, "mx.receiver.example");
    EXPECT_EQ(kept.mail_from, "noreply@receiver.example");
    EXPECT_EQ(kept.recipients, envelope("").recipients);
    EXPECT_EQ(kept.tls, "TLSv1.3");
    EXPECT_EQ(kept.id, "A1");
    EXPECT_EQ(kept.trace, "Received: from x\r\n");
    EXPECT_EQ(kept.takes, (model::Takes{.rua = false}));
    EXPECT_EQ(store.number("SELECT octets = CAST('octets' AS BLOB) FROM raw"), 1);
}

TEST_F(EnvelopeTest, GoesToTheDiskWithItsMailOrNotAtAll) {  // S22, S23: one transaction
    {
        const auto db = open_for_writing(store.path());
        ASSERT_TRUE(run(**db,
                        "CREATE TRIGGER refuse BEFORE INSERT ON envelope"
                        " BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    }
    EXPECT_FALSE(store.writer().write([](Ledger& ledger) {
        static_cast<void>(
            ledger.intake().take(mail("octets", envelope("A1")), IntakeState::pending));
    }));
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 0);
    EXPECT_EQ(store.number("SELECT count(*) FROM raw"), 0);
}

TEST_F(EnvelopeTest, IsKeptOfEveryDeliveryOfTheSameOctets) {  // S27: a retry after a lost 250
    const auto first = take(mail("octets", envelope("A1")));
    const auto retry = take(mail("octets", envelope("B2")));
    EXPECT_TRUE(retry.known);
    const Deliveries found = deliveries(first.id);
    ASSERT_EQ(found.envelopes.size(), 2U);
    EXPECT_EQ(found.envelopes[0].id, "A1");
    EXPECT_EQ(found.envelopes[1].id, "B2");
    EXPECT_FALSE(found.other_door);
    take(mail("octets", {}, Via::upload));
    EXPECT_TRUE(deliveries(first.id).other_door);
}

TEST_F(EnvelopeTest, OfOneMailSentForEverIsBounded) {
    const auto first = take(mail("octets", envelope("first")));
    store.write([&](Ledger& ledger) {
        for (std::int64_t i = 0; i < EnvelopeTable::kPerMailMax + 20; ++i)
            static_cast<void>(
                ledger.intake().take(mail("octets", envelope("more")), IntakeState::pending));
    });
    EXPECT_EQ(static_cast<std::int64_t>(deliveries(first.id).envelopes.size()),
              EnvelopeTable::kPerMailMax);
    // What it is for must not get lost with that.
    const model::Takes others{.rua = false, .ruf = false};
    take(mail("octets", envelope("another kind", others)));
    EXPECT_EQ(deliveries(first.id).envelopes.back().takes, others);
}

TEST_F(EnvelopeTest, OfMailHeldAsNotTakenLetsItWaitForTheDecoderAgain) {  // S25
    struct Case {
        const char* name;
        model::HeldReason held;
        IntakeState after;
    };
    for (const Case& each :
         {Case{"not taken", model::HeldReason::not_taken_here, IntakeState::pending},
          Case{"broken", model::HeldReason::bad_xml, IntakeState::held}}) {
        SCOPED_TRACE(each.name);
        const auto taken = take(mail(each.name, envelope("A1")));
        hold(taken.id, each.held);
        const auto again = take(mail(each.name, envelope("B2")));
        EXPECT_TRUE(again.known);
        EXPECT_EQ(again.state, each.after);
    }
}

TEST_F(EnvelopeTest, OfMailWhoseOctetsAreGoneLetsNothingWait) {
    const auto taken = take(mail("octets", envelope("A1")));
    hold(taken.id, model::HeldReason::not_taken_here);
    {
        const auto db = open_for_writing(store.path());
        ASSERT_TRUE(run(**db, "DELETE FROM raw"));
    }
    EXPECT_EQ(take(mail("octets", envelope("B2"))).state, IntakeState::held);
}

class OtherMailTest : public testing::Test {
protected:
    void keep(const std::string& octets, OtherMailRoom room = {}) {
        store.write([&](Ledger& ledger) {
            ledger.other_mail().keep(mail(octets, envelope(octets)), room);
        });
    }
    test::TestStore store;
};

TEST_F(OtherMailTest, IsKeptApartFromReportsWithItsEnvelope) {
    keep("for people");
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 0);
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail WHERE peer = '192.0.2.1'"
                           " AND queue_id = 'for people' AND tls = 'TLSv1.3' AND size = 10"
                           " AND packed = 10 AND octets = CAST('for people' AS BLOB)"),
              1);
    keep("for people");  // the retry of a lost 250
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), 1);
}

TEST_F(OtherMailTest, IsBoundedByItsNumberAndTheOldestGo) {
    for (const char* each : {"1", "2", "3"}) keep(each, {.mails = 3});
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), 3);
    keep("4", {.mails = 3});
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), 3);
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail WHERE queue_id = '1'"), 0);
}

TEST_F(OtherMailTest, IsBoundedByItsOctetsAndTheOldestGo) {
    for (const char* each : {"aaaa", "bbbb", "cc"}) keep(each, {.octets = 10});
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), 3);
    keep("d", {.octets = 10});
    EXPECT_EQ(store.number("SELECT sum(packed) FROM other_mail"), 7);
    keep("eeeeeeeeee", {.octets = 10});
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), 1);
}

TEST_F(OtherMailTest, KeepsToItsBoundsByDefault) {
    store.write([](Ledger& ledger) {
        for (std::int64_t i = 0; i < kOtherMailMax + 5; ++i) {
            const std::string octets = "mail " + std::to_string(i);
            ledger.other_mail().keep(mail(octets, envelope(octets)));
        }
    });
    EXPECT_EQ(store.number("SELECT count(*) FROM other_mail"), kOtherMailMax);
    EXPECT_EQ(kOtherMailOctets, 67'108'864);
}

}  // namespace
}  // namespace sendpath::store
