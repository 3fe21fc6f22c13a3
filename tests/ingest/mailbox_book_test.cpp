#include "ingest/mailbox_book.hpp"

#include "ingest/digesting.hpp"

namespace sendpath::ingest {
namespace {

using store::IntakeState;
using store::MailboxMessage;
using store::MailboxPlace;
using store::MessageState;

class MailboxBookTest : public test::Digesting {
protected:
    void SetUp() override {
        const auto opened = run(book().open("reports", "INBOX"));
        ASSERT_TRUE(opened);
        mailbox = opened->id;
        ASSERT_TRUE(run(book().begin(mailbox, 7, kNow)));
    }
    MailboxBook book() { return MailboxBook(store.writer()); }

    RawMail raw(const std::string& octets, std::uint32_t uid) const {
        return {.octets = octets,
                .name = "a@rx.example",
                .via = store::Via::imap,
                .received = kNow,
                .place = MailboxPlace{mailbox, 7, uid}};
    }
    Result<std::vector<Intake::Accepted>> accept_all(std::vector<RawMail> mails) {
        const Intake intake(store.writer(), packers);
        return run(intake.accept_all(std::move(mails)));
    }
    std::vector<MailboxMessage> messages(std::uint32_t validity = 7) {
        const auto found = run(book().messages(mailbox, validity));
        EXPECT_TRUE(found);
        return found ? *found : std::vector<MailboxMessage>();
    }
    void refuse_writes_to(const std::string& table) {
        const auto db = store::open_for_writing(store.path());
        ASSERT_TRUE(store::run(**db, ("CREATE TRIGGER refuse BEFORE INSERT ON " + table +
                                      " WHEN (SELECT count(*) FROM " + table +
                                      ") >= 1 BEGIN SELECT RAISE(ABORT, 'refused'); END")
                                         .c_str()));
    }

    static constexpr Seconds kNow = seconds(1'767'400'000);
    std::int64_t mailbox = 0;
};

TEST_F(MailboxBookTest, TellsOfAFolderWhatAnEarlierRunKnew) {  // I8
    ASSERT_TRUE(accept_all({raw(mail("1"), 11), raw(mail("2"), 12)}));
    store.reopen();
    const auto opened = run(book().open("reports", "INBOX"));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->id, mailbox);
    EXPECT_EQ(opened->uid_validity, 7U);
    const auto found = run(book().begin(mailbox, 7, kNow));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 2U);
    EXPECT_EQ(found->at(0).uid, 11U);
    EXPECT_EQ(found->at(1).state, MessageState::stored);
    EXPECT_EQ(found->at(1).intake_state, IntakeState::pending);
}

TEST_F(MailboxBookTest, BeginsAnewWhenTheServerGaveNewNumbers) {  // I9
    ASSERT_TRUE(accept_all({raw(mail("1"), 11)}));
    const auto found = run(book().begin(mailbox, 8, kNow));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
    const auto opened = run(book().open("reports", "INBOX"));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->renumbered, kNow);
}

TEST_F(MailboxBookTest, TakesSeveralMailsInOneCommit) {
    const std::int64_t before = store.number("SELECT value FROM state WHERE name = 'generation'");
    const auto accepted = accept_all({raw(mail("1"), 11), raw(mail("2"), 12), raw(mail("1"), 13)});
    ASSERT_TRUE(accepted);
    ASSERT_EQ(accepted->size(), 3U);
    EXPECT_FALSE(accepted->at(1).known);
    EXPECT_TRUE(accepted->at(1).waits());
    EXPECT_TRUE(accepted->at(2).known);
    EXPECT_EQ(accepted->at(2).id, accepted->at(0).id);
    EXPECT_EQ(store.number("SELECT value FROM state WHERE name = 'generation'"), before + 1);
    EXPECT_EQ(store.number("SELECT count(*) FROM raw"), 2);
    EXPECT_EQ(messages().size(), 3U);
}

TEST_F(MailboxBookTest, TakesAllMailsOrNone) {  // T1, T3
    for (const char* table : {"intake", "raw", "mailbox_message"}) {
        SCOPED_TRACE(table);
        ASSERT_NO_FATAL_FAILURE(refuse_writes_to(table));
        const auto accepted = accept_all({raw(mail("1"), 11), raw(mail("2"), 12)});
        ASSERT_FALSE(accepted);
        EXPECT_TRUE(accepted.error().detail.starts_with("intake: ")) << accepted.error().detail;
        EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 0);
        EXPECT_EQ(store.number("SELECT count(*) FROM raw"), 0);
        EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message"), 0);
        const auto db = store::open_for_writing(store.path());
        ASSERT_TRUE(store::run(**db, "DROP TRIGGER refuse"));
    }
}

TEST_F(MailboxBookTest, TakesNoMailsAtAll) {
    const auto accepted = accept_all({});
    ASSERT_TRUE(accepted);
    EXPECT_TRUE(accepted->empty());
}

TEST_F(MailboxBookTest, KnowsAMailThatCameByAnotherDoorBefore) {  // T15
    const auto by_smtp = accept(mail("1"));
    const auto accepted = accept_all({raw(mail("1"), 11)});
    ASSERT_TRUE(accepted);
    EXPECT_TRUE(accepted->front().known);
    EXPECT_EQ(accepted->front().id, by_smtp.id);
    ASSERT_EQ(messages().size(), 1U);
    EXPECT_EQ(messages().front().intake, by_smtp.id);
}

TEST_F(MailboxBookTest, SeesWhatTheDigesterMadeOfAMail) {
    const auto accepted = accept_all({raw(mail("1"), 11), raw("no report at all", 12)});
    ASSERT_TRUE(accepted);
    for (const Intake::Accepted& each : *accepted) ASSERT_TRUE(run(digester().digest(each.id)));
    const auto found = messages();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].intake_state, IntakeState::done);
    EXPECT_EQ(found[1].intake_state, IntakeState::held);
    EXPECT_EQ(store.fault(), "");
}

TEST_F(MailboxBookTest, KeepsWhatIsTooLargeAndWhatWasDoneWithIt) {  // I10
    ASSERT_TRUE(run(book().too_large({mailbox, 7, 99}, 30'000'000, kNow)));
    ASSERT_EQ(messages().size(), 1U);
    EXPECT_EQ(messages().front().intake, std::nullopt);
    EXPECT_EQ(messages().front().intake_state, std::nullopt);
    EXPECT_EQ(store.number("SELECT size FROM mailbox_message"), 30'000'000);
    ASSERT_TRUE(run(book().settle(mailbox, 7, std::vector<std::uint32_t>{99}, MessageState::gone)));
    EXPECT_TRUE(messages().empty());
}

TEST_F(MailboxBookTest, TellsWhatTheStoreRefuses) {
    ASSERT_NO_FATAL_FAILURE(refuse_writes_to("mailbox"));
    const auto opened = run(book().open("reports", "Archive"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::io);
    EXPECT_TRUE(opened.error().detail.starts_with("mailbox: ")) << opened.error().detail;
}

}  // namespace
}  // namespace sendpath::ingest
