#include "store/mailboxes.hpp"

#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

constexpr std::int64_t kNow = 1'767'400'000;

class MailboxTest : public testing::Test {
protected:
    void SetUp() override {
        inbox = open("reports", "INBOX").id;
        see(inbox, 7);
    }

    OpenedMailbox open(std::string_view account, std::string_view folder) {
        OpenedMailbox opened;
        store.write([&](Ledger& ledger) { opened = ledger.mailboxes().open(account, folder); });
        return opened;
    }
    void see(std::int64_t mailbox, std::uint32_t validity, std::int64_t now = kNow) {
        store.write(
            [&](Ledger& ledger) { ledger.mailboxes().see(mailbox, validity, seconds(now)); });
    }
    static NewIntake mail(const std::string& octets, std::optional<MailboxPlace> place) {
        return {.received = seconds(kNow),
                .via = Via::imap,
                .name = "a@rx.example",
                .size = static_cast<std::int64_t>(octets.size()),
                .digest = digest_of(octets),
                .packed = octets,
                .place = place};
    }
    IntakeTable::Taken take(const std::string& octets, MailboxPlace place) {
        IntakeTable::Taken taken;
        store.write([&](Ledger& ledger) {
            taken = ledger.intake().take(mail(octets, place), IntakeState::pending);
        });
        return taken;
    }
    void settle(std::uint32_t validity, std::vector<std::uint32_t> uids, MessageState state) {
        store.write(
            [&](Ledger& ledger) { ledger.mailboxes().settle(inbox, validity, uids, state); });
    }
    /// "uid:state:intake:intake state", by number.
    std::string messages(std::uint32_t validity = 7) {
        std::string text;
        store.write([&](Ledger& ledger) {
            text.clear();
            for (const MailboxMessage& each : ledger.mailboxes().messages(inbox, validity)) {
                text += std::to_string(each.uid) + ":" +
                        std::to_string(static_cast<int>(each.state)) + ":";
                text += each.intake ? std::to_string(each.intake->value) : "none";
                text += ":";
                text += each.intake_state ? name(*each.intake_state) : "none";
                text += " ";
            }
        });
        return text;
    }
    /// "found new known too_large held waiting" of a folder.
    std::string counts(std::int64_t mailbox, std::int64_t since = 0) {
        const auto all = store.ask([&](sqlite3& db) { return mailbox_counts(db, seconds(since)); });
        for (const MailboxCounts& each : all)
            if (each.mailbox == mailbox)
                return std::to_string(each.found) + " " + std::to_string(each.new_mails) + " " +
                       std::to_string(each.known) + " " + std::to_string(each.too_large) + " " +
                       std::to_string(each.held) + " " + std::to_string(each.waiting);
        return "none";
    }

    test::TestStore store;
    std::int64_t inbox = 0;
};

TEST_F(MailboxTest, IsOneRowForEachFolderOfEachAccount) {  // I21
    EXPECT_EQ(open("reports", "INBOX").id, inbox);
    EXPECT_NE(open("reports", "Archive").id, inbox);
    EXPECT_NE(open("other", "INBOX").id, inbox);
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox"), 3);
    EXPECT_EQ(open("never seen", "INBOX").uid_validity, 0U);
}

TEST_F(MailboxTest, MessageGoesToTheDiskWithItsOctetsOrNotAtAll) {  // I8, T1: one transaction
    const auto taken = take("one", {inbox, 7, 11});
    EXPECT_EQ(messages(), "11:1:" + std::to_string(taken.id.value) + ":pending ");
    {
        const auto db = open_for_writing(store.path());
        ASSERT_TRUE(run(**db,
                        "CREATE TRIGGER refuse BEFORE INSERT ON mailbox_message"
                        " BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    }
    EXPECT_FALSE(store.writer().write([&](Ledger& ledger) {
        static_cast<void>(
            ledger.intake().take(mail("two", MailboxPlace{inbox, 7, 12}), IntakeState::pending));
    }));
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM raw"), 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message"), 1);
}

TEST_F(MailboxTest, MailWithoutAPlaceIsInNoMailbox) {
    store.write([](Ledger& ledger) {
        static_cast<void>(ledger.intake().take(mail("one", std::nullopt), IntakeState::pending));
    });
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message"), 0);
}

TEST_F(MailboxTest, KnownOctetsAreWrittenDownAtTheirPlaceToo) {  // I9, T15
    const auto first = take("one", {inbox, 7, 11});
    const auto again = take("one", {inbox, 7, 12});
    EXPECT_TRUE(again.known);
    const std::string intake = std::to_string(first.id.value);
    EXPECT_EQ(messages(), "11:1:" + intake + ":pending 12:1:" + intake + ":pending ");
    EXPECT_EQ(counts(inbox), "2 1 1 0 0 2");
}

TEST_F(MailboxTest, TellsWhatBecameOfEachMail) {
    const auto done = take("done", {inbox, 7, 1});
    const auto held = take("held", {inbox, 7, 2});
    store.write([&](Ledger& ledger) {
        ledger.intake().set_state(done.id, IntakeState::done);
        ledger.intake().set_state(held.id, IntakeState::held);
        ledger.mailboxes().take({inbox, 7, 3}, std::nullopt, 30'000'000, seconds(kNow), false);
    });
    EXPECT_EQ(messages(), "1:1:1:done 2:1:2:held 3:1:none:none ");
    EXPECT_EQ(counts(inbox), "3 2 0 1 1 3");
}

TEST_F(MailboxTest, OnlyWhatIsGoneIsNotThereAnyMore) {
    struct Case {
        MessageState state;
        const char* there;
    };
    const Case table[] = {
        {MessageState::stored, "5:1:1:pending "},
        {MessageState::left, "5:2:1:pending "},
        {MessageState::flagged, "5:3:1:pending "},
        {MessageState::marked, "5:4:1:pending "},
        {MessageState::gone, ""},
    };
    take("one", {inbox, 7, 5});
    for (const Case& each : table) {
        settle(7, {5}, each.state);
        EXPECT_EQ(messages(), each.there);
        EXPECT_EQ(counts(inbox), each.state == MessageState::stored ? "1 1 0 0 0 1" : "1 1 0 0 0 0")
            << each.there;
    }
}

TEST_F(MailboxTest, TellsApartWhatHasStillToBePutAway) {
    for (std::uint32_t uid = 1; uid <= 5; ++uid) take("mail", {inbox, 7, uid});
    settle(7, {1}, MessageState::left);
    settle(7, {2}, MessageState::flagged);
    settle(7, {3}, MessageState::marked);
    settle(7, {4}, MessageState::gone);
    store.write([&](Ledger& ledger) {
        const auto stored = ledger.mailboxes().stored(inbox, 7);
        ASSERT_EQ(stored.size(), 1U);
        EXPECT_EQ(stored[0].uid, 5U);
        EXPECT_EQ(stored[0].state, MessageState::stored);
        EXPECT_EQ(stored[0].intake_state, IntakeState::pending);
        EXPECT_TRUE(ledger.mailboxes().stored(inbox, 8).empty());
    });
}

TEST_F(MailboxTest, SettlesTheseMessagesAndNoOthers) {
    for (std::uint32_t uid = 1; uid <= 4; ++uid) take(std::to_string(uid), {inbox, 7, uid});
    take("another folder", {open("reports", "Archive").id, 7, 2});
    settle(6, {1, 2, 3, 4}, MessageState::gone);  // numbers of another time
    settle(7, {2, 3, 99}, MessageState::gone);
    EXPECT_EQ(messages(), "1:1:1:pending 4:1:4:pending ");
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message WHERE state = 5"), 2);
}

TEST_F(MailboxTest, HasNothingOfAnotherTimeOrAnotherFolder) {  // I8
    see(inbox, 8);
    take("a commit that came late", {inbox, 7, 1});
    take("elsewhere", {open("reports", "Archive").id, 8, 2});
    EXPECT_EQ(messages(8), "");
}

TEST_F(MailboxTest, HasNumbersUpToTheLargestThatAServerMayGive) {
    const MailboxPlace last{inbox, 4'294'967'295U, 4'294'967'295U};
    see(inbox, last.uid_validity);
    take("one", last);
    EXPECT_EQ(messages(last.uid_validity), "4294967295:1:1:pending ");
    EXPECT_EQ(open("reports", "INBOX").uid_validity, last.uid_validity);
}

TEST_F(MailboxTest, TheSameMailTakenAgainAtItsPlaceIsNoSecondOne) {
    take("one", {inbox, 7, 5});
    settle(7, {5}, MessageState::gone);  // so the server said, and there it is again
    take("one", {inbox, 7, 5});
    EXPECT_EQ(messages(), "5:1:1:pending ");
    EXPECT_EQ(counts(inbox), "1 1 0 0 0 1");
    // Another mail there is a server that gives a number twice: the last one stands.
    take("two", {inbox, 7, 5});
    EXPECT_EQ(messages(), "5:1:2:pending ");
}

TEST_F(MailboxTest, IsToldRenumberedAtAChangeAndNotAtItsFirstSight) {  // I9
    EXPECT_EQ(open("reports", "INBOX").uid_validity, 7U);
    EXPECT_EQ(open("reports", "INBOX").renumbered, std::nullopt);
    see(inbox, 7, kNow + 10);
    EXPECT_EQ(open("reports", "INBOX").renumbered, std::nullopt);
    see(inbox, 8, kNow + 20);
    see(inbox, 8, kNow + 30);
    EXPECT_EQ(open("reports", "INBOX").uid_validity, 8U);
    EXPECT_EQ(open("reports", "INBOX").renumbered, seconds(kNow + 20));
}

TEST_F(MailboxTest, RenumberedForgetsOldNumbersAndKeepsWhatCameNew) {  // I9, T16
    take("one", {inbox, 7, 1});
    take("one", {inbox, 7, 2});
    store.write([&](Ledger& ledger) {
        ledger.mailboxes().take({inbox, 7, 3}, std::nullopt, 1, seconds(kNow), false);
    });
    const std::int64_t archive = open("reports", "Archive").id;
    take("other", {archive, 7, 1});
    see(inbox, 8);
    EXPECT_EQ(messages(7), "");
    EXPECT_EQ(messages(8), "");
    EXPECT_EQ(counts(inbox), "1 1 0 0 0 0");
    EXPECT_EQ(counts(archive), "1 1 0 0 0 1");

    take("one", {inbox, 8, 1});  // the folder is read once more
    EXPECT_EQ(messages(8), "1:1:1:pending ");
    EXPECT_EQ(counts(inbox), "2 1 1 0 0 1");
}

TEST_F(MailboxTest, RenumberedAtEveryVisitFillsNoDisk) {
    for (std::uint32_t validity = 8; validity < 60; ++validity) {
        see(inbox, validity);
        for (std::uint32_t uid = 1; uid <= 10; ++uid)
            take(std::to_string(uid), {inbox, validity, uid});
    }
    // Ten that came new, and ten numbers of now.
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message"), 20);
    EXPECT_EQ(counts(inbox), "20 10 10 0 0 10");
}

TEST_F(MailboxTest, CountsFromATimeOn) {
    const std::int64_t archive = open("reports", "Archive").id;
    const auto before = take("before", {inbox, 7, 1});
    store.write([&](Ledger& ledger) { ledger.intake().set_state(before.id, IntakeState::held); });
    take("elsewhere", {archive, 7, 1});
    store.write([&](Ledger& ledger) {
        NewIntake later = mail("after", MailboxPlace{inbox, 7, 2});
        later.received = seconds(kNow + 100);
        const auto taken = ledger.intake().take(later, IntakeState::pending);
        ledger.intake().set_state(taken.id, IntakeState::held);
    });
    EXPECT_EQ(counts(inbox, kNow), "2 2 0 0 2 2");
    EXPECT_EQ(counts(inbox, kNow + 1), "1 1 0 0 1 1");
    EXPECT_EQ(counts(inbox, kNow + 100), "1 1 0 0 1 1");
    EXPECT_EQ(counts(inbox, kNow + 101), "none");
    EXPECT_EQ(counts(archive, kNow + 1), "none");
}

}  // namespace
}  // namespace sendpath::store
