#include "imap/folder.hpp"

#include "ingest/intake.hpp"
#include "ingest/mailbox_book.hpp"
#include "support/memory_wire.hpp"
#include "support/test_store.hpp"

namespace sendpath::imap {
namespace {

using test::MemoryWire;
using Pieces = std::deque<MemoryWire::Piece>;

constexpr const char* kOpened =
    "* 2 EXISTS\r\n* OK [UIDVALIDITY 5] it stays\r\n%1 OK [READ-WRITE] open\r\n";

/// What the server says, with "%1" for the tag of the next command, and so on.
std::string tagged(std::string text, int& tag) {
    for (std::size_t at = 0; (at = text.find("%1")) != std::string::npos;)
        text.replace(at, 2, "S" + std::to_string(++tag));
    return text;
}

/// A store, and a folder with the messages 7 and 8 that is visited over one connection.
class FolderVisit : public testing::Test {
protected:
    FolderVisit() {
        account.name = "reports";
        account.processed = "Done";
        account.failed = "Odd";
        mailbox.account = "reports";
        mailbox.folder = "INBOX";
    }

    /// Visits the folder once for each list of answers.
    void visit(std::vector<std::vector<std::string>> visits,
               const std::function<void(std::size_t)>& after_each = {}) {
        int tag = 0;
        Pieces pieces;
        for (const auto& answers : visits)
            for (const std::string& each : answers) pieces.push_back({tagged(each, tag)});
        MemoryWire wire(std::move(pieces));
        Session session(wire, {}, mailbox.label());
        session.peer().capabilities = Capabilities::of("IMAP4rev1 MOVE UIDPLUS");
        const ingest::Intake intake(store.writer(), packers);
        const ingest::MailboxBook book(store.writer());
        const Services services{.intake = &intake,
                                .book = &book,
                                .stored = [this](model::IntakeId id) { stored.push_back(id); },
                                .now = [] { return seconds(1'767'400'000); }};
        Folder folder(session, account, services, mailbox);
        auto task = [&]() -> boost::asio::awaitable<void> {
            for (std::size_t i = 0; i < visits.size(); ++i) {
                failure = co_await folder.visit();
                waits.push_back(folder.waits());
                sent.push_back(std::exchange(wire.sent, {}));
                if (after_each) after_each(i);
            }
        };
        test::run(task());
    }

    void decide(model::IntakeId id, store::IntakeState state) {
        store.write([&](store::Ledger& ledger) { ledger.intake().set_state(id, state); });
    }

    test::TestStore store;
    boost::asio::thread_pool packers{1};
    Account account;
    Mailbox mailbox;
    std::vector<model::IntakeId> stored;
    std::optional<Failure> failure;
    std::vector<bool> waits;        ///< after each visit
    std::vector<std::string> sent;  ///< in each visit
};

const std::vector<std::string> kFetched{
    kOpened,
    "* SEARCH 7 8\r\n%1 OK\r\n",
    "* 1 FETCH (UID 7 RFC822.SIZE 4)\r\n* 2 FETCH (UID 8 RFC822.SIZE 5)\r\n%1 OK\r\n",
    "* 1 FETCH (UID 7 BODY[]<0> {4}\r\nmail)\r\n* 2 FETCH (UID 8 BODY[]<0> {5}\r\nother)\r\n"
    "%1 OK\r\n",
    kOpened,
    "* SEARCH 7 8\r\n%1 OK\r\n",
};

TEST_F(FolderVisit, EndsBeforeWhatItBroughtIsReadAndFilesItTheNextTime) {  // H12, I20
    visit({kFetched,
           {kOpened, "* SEARCH 7 8\r\n%1 OK\r\n", "* OK [COPYUID 9 7 1] moved\r\n%1 OK\r\n",
            "* OK [COPYUID 9 8 1] moved\r\n%1 OK\r\n"}},
          [this](std::size_t visit) {
              if (visit > 0) return;
              decide(stored.at(0), store::IntakeState::done);
              decide(stored.at(1), store::IntakeState::held);
          });
    EXPECT_FALSE(failure);
    EXPECT_EQ(waits, (std::vector{true, false}));
    EXPECT_EQ(sent.at(0).find("MOVE"), std::string::npos) << sent.at(0);
    EXPECT_NE(sent.at(1).find("UID MOVE 7 \"Done\"\r\n"), std::string::npos) << sent.at(1);
    EXPECT_NE(sent.at(1).find("UID MOVE 8 \"Odd\"\r\n"), std::string::npos) << sent.at(1);
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message WHERE state = 5"), 2);
}

TEST_F(FolderVisit, FilesWhatStayedUnderAnotherSettingWhenTheSettingNowSaysSo) {
    account.after = After::leave;
    visit({kFetched});
    for (const model::IntakeId id : stored) decide(id, store::IntakeState::done);
    account.after = After::file;
    visit({{kOpened, "* SEARCH 7 8\r\n%1 OK\r\n", "* OK [COPYUID 9 7:8 1:2] moved\r\n%1 OK\r\n"}});
    EXPECT_FALSE(failure);
    EXPECT_NE(sent.back().find("UID MOVE 7:8 \"Done\"\r\n"), std::string::npos) << sent.back();
    EXPECT_EQ(stored.size(), 2U) << "nothing is fetched again";
}

TEST_F(FolderVisit, LeavesTheFolderAloneWhenTheSettingSaysSo) {
    account.after = After::leave;
    visit({kFetched, {kOpened, "* SEARCH 7 8\r\n%1 OK\r\n"}});
    EXPECT_FALSE(failure);
    EXPECT_EQ(waits, (std::vector{false, false}));
    for (const std::string& each : sent)
        for (const char* word : {"SELECT", "MOVE", "STORE", "COPY", "EXPUNGE"})
            EXPECT_EQ(each.find(word), std::string::npos) << each;
    EXPECT_EQ(stored.size(), 2U);
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message WHERE state = 2"), 2);
}

TEST_F(FolderVisit, TakesAllThatWaitsInOneVisit) {  // H19
    account.after = After::leave;
    mailbox.batch = 1;  // as after a server that told sizes wrongly
    visit({{kOpened, "* SEARCH 7 8\r\n%1 OK\r\n",
            "* 1 FETCH (UID 7 RFC822.SIZE 4)\r\n* 2 FETCH (UID 8 RFC822.SIZE 5)\r\n%1 OK\r\n",
            "* 1 FETCH (UID 7 BODY[]<0> {4}\r\nmail)\r\n%1 OK\r\n",
            "* 2 FETCH (UID 8 BODY[]<0> {5}\r\nother)\r\n%1 OK\r\n", kOpened,
            "* SEARCH 7 8\r\n%1 OK\r\n"}});
    EXPECT_FALSE(failure);
    EXPECT_EQ(stored.size(), 2U);
    EXPECT_EQ(mailbox.batch, kBatchMessages);
    EXPECT_EQ(mailbox.backlog, 0);
}

TEST_F(FolderVisit, KeepsWhatItHasWhenTheConnectionBreaks) {  // H11
    account.after = After::leave;
    std::vector<std::string> answers = kFetched;
    answers.resize(4);
    visit({answers});
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->trouble, Trouble::connection_lost);
    EXPECT_EQ(store.number("SELECT count(*) FROM mailbox_message"), 2);
    EXPECT_EQ(store.number("SELECT count(*) FROM intake"), 2);
}

TEST_F(FolderVisit, TellsOfAFolderItMayNotWriteToAfterAllOfItIsTaken) {
    std::vector<std::string> answers = kFetched;
    for (std::string& each : answers)
        if (each == kOpened) each.replace(each.find("READ-WRITE"), 10, "READ-ONLY");
    std::vector<std::string> again(answers.end() - 2, answers.end());
    visit({answers, again}, [this](std::size_t visit) {
        if (visit == 0)
            for (const model::IntakeId id : stored) decide(id, store::IntakeState::done);
    });
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->trouble, Trouble::folder_refused);
    EXPECT_EQ(stored.size(), 2U);
}

}  // namespace
}  // namespace sendpath::imap
