#include "store/writer.hpp"

#include "store/statement.hpp"
#include "support/test_store.hpp"

#include <atomic>
#include <future>

namespace sendpath::store {
namespace {

using namespace std::chrono_literals;

NewIntake mail(const std::string& name) {
    return {.received = seconds(1'767'400'000),
            .via = Via::file,
            .name = name,
            .size = 1,
            .digest = digest_of(name),
            .packed = name};
}

/// What the jobs of a test tell, in the order they settled.
struct Told {
    std::vector<std::string> settled;
    std::atomic<int> writes{0};
};

/// Takes in a mail named `name`.
class MailJob : public WriterJob {
public:
    MailJob(std::string name, Told& told, std::size_t weight = 1'000)
        : name_(std::move(name)), told_(&told), weight_(weight) {}
    void write(Ledger& ledger) override {
        ++told_->writes;
        static_cast<void>(ledger.intake().take(mail(name_), IntakeState::pending));
    }
    void settled(const Result<void>& outcome) noexcept override {
        told_->settled.push_back(name_ + (outcome ? "" : " failed"));
    }
    [[nodiscard]] std::size_t weight() const override { return weight_; }

private:
    std::string name_;
    Told* told_;
    std::size_t weight_;
};

class WriterTest : public testing::Test {
protected:
    WriterTest() { store.emplace(OurDomains{}, Grouping{.jobs = 8, .patience = 0ms}); }

    /// Lets a mail of this name fail, as a full disk would.
    void refuse(const std::string& name) {
        const auto db = open_for_writing(store->path());
        ASSERT_TRUE(db);
        const std::string sql = "CREATE TRIGGER refuse BEFORE INSERT ON intake WHEN new.name = '" +
                                name + "' BEGIN SELECT RAISE(ABORT, 'refused'); END";
        ASSERT_TRUE(run(**db, sql.c_str()));
    }
    /// Holds the writer, which is at work on this when it returns, until the promise is kept: what
    /// is submitted meanwhile waits.
    void hold_up(std::shared_future<void> go) {
        class Wait : public WriterJob {
        public:
            Wait(std::shared_future<void> until, std::atomic<bool>& begun)
                : until_(std::move(until)), begun_(&begun) {}
            void write(Ledger& /*ledger*/) override {
                begun_->store(true);
                begun_->notify_all();
                until_.wait();
            }
            void settled(const Result<void>& /*outcome*/) noexcept override {}

        private:
            std::shared_future<void> until_;
            std::atomic<bool>* begun_;
        };
        store->writer().submit(std::make_unique<Wait>(std::move(go), held_up));
        held_up.wait(false);
    }
    void submit(const std::string& name, std::size_t weight = 1'000) {
        store->writer().submit(std::make_unique<MailJob>(name, told, weight));
    }
    void barrier() {
        ASSERT_TRUE(store->writer().write([](Ledger&) {}));
    }

    Told told;
    std::atomic<bool> held_up{false};
    std::optional<test::TestStore> store;
};

TEST_F(WriterTest, KeepsTheOrderInWhichJobsCame) {
    std::vector<std::string> names;
    for (int i = 0; i < 100; ++i) submit(names.emplace_back("mail " + std::to_string(i)));
    barrier();
    EXPECT_EQ(told.settled, names);
    EXPECT_EQ(store->number("SELECT count(*) FROM intake"), 100);
    EXPECT_EQ(store->number("SELECT count(*) FROM intake AS a JOIN intake AS b ON b.id = a.id + 1"
                            " WHERE CAST(substr(a.name, 6) AS INTEGER) + 1"
                            " <> CAST(substr(b.name, 6) AS INTEGER)"),
              0);
}

TEST_F(WriterTest, CommitsInGroups) {
    const std::int64_t before = store->number("SELECT value FROM state WHERE name = 'generation'");
    std::promise<void> go;
    hold_up(go.get_future().share());
    for (int i = 0; i < 20; ++i) submit("mail " + std::to_string(i));
    go.set_value();
    barrier();
    const std::int64_t commits =
        store->number("SELECT value FROM state WHERE name = 'generation'") - before;
    EXPECT_GE(commits, 3);   // at most eight jobs a group
    EXPECT_LE(commits, 22);  // however slow the disk, never one more than there are jobs
    EXPECT_EQ(told.writes, 20);
}

TEST_F(WriterTest, LetsAFailingJobCostOnlyItself) {
    refuse("bad");
    std::promise<void> go;
    hold_up(go.get_future().share());
    for (const char* name : {"a", "bad", "c", "d"}) submit(name);
    go.set_value();
    barrier();
    EXPECT_EQ(told.settled, (std::vector<std::string>{"a", "bad failed", "c", "d"}));
    EXPECT_EQ(store->number("SELECT count(*) FROM intake"), 3);
    EXPECT_EQ(store->number("SELECT count(*) FROM raw"), 3);
}

TEST_F(WriterTest, WritesOnAfterAFailure) {
    refuse("bad");
    const auto failed = store->writer().write([](Ledger& ledger) {
        static_cast<void>(ledger.intake().take(mail("bad"), IntakeState::pending));
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, Errc::io);
    EXPECT_NE(failed.error().detail.find("refused"), std::string::npos);
    EXPECT_TRUE(store->writer().write([](Ledger& ledger) {
        static_cast<void>(ledger.intake().take(mail("good"), IntakeState::pending));
    }));
    EXPECT_EQ(store->number("SELECT count(*) FROM intake"), 1);
}

TEST_F(WriterTest, WhoOnlyLooksEndsNoCachedAnswer) {
    static constexpr const char* kGeneration = "SELECT value FROM state WHERE name = 'generation'";
    const std::int64_t before = store->number(kGeneration);
    store->write([](Ledger& ledger) { static_cast<void>(ledger.mailboxes().messages(1, 1)); });
    EXPECT_EQ(store->number(kGeneration), before);
    store->write([](Ledger& ledger) {
        static_cast<void>(ledger.intake().take(mail("first"), IntakeState::pending));
    });
    EXPECT_EQ(store->number(kGeneration), before + 1);
}

TEST_F(WriterTest, UndoesAllOfAJobThatFailed) {
    refuse("bad");
    const std::int64_t before = store->number("SELECT value FROM state WHERE name = 'generation'");
    EXPECT_FALSE(store->writer().write([](Ledger& ledger) {
        for (const char* name : {"first", "bad"})
            static_cast<void>(ledger.intake().take(mail(name), IntakeState::pending));
    }));
    EXPECT_EQ(store->number("SELECT count(*) FROM intake"), 0);
    EXPECT_EQ(store->number("SELECT value FROM state WHERE name = 'generation'"), before);
}

TEST_F(WriterTest, TellsSuccessOnlyOfWhatAnotherConnectionSees) {
    class Look : public MailJob {
    public:
        Look(Told& told, const std::filesystem::path& path) : MailJob("seen", told), path_(path) {}
        void settled(const Result<void>& outcome) noexcept override {
            const auto db = open_for_reading(path_);
            if (db) rows = one_integer(**db, "SELECT count(*) FROM intake").value();
            MailJob::settled(outcome);
            *found = rows;
        }
        std::int64_t rows = 0;
        std::int64_t* found = nullptr;

    private:
        std::filesystem::path path_;
    };
    std::int64_t found = 0;
    auto job = std::make_unique<Look>(told, store->path());
    job->found = &found;
    store->writer().submit(std::move(job));
    barrier();
    EXPECT_EQ(found, 1);
}

TEST_F(WriterTest, FinishesItsQueueBeforeItEnds) {
    std::promise<void> go;
    hold_up(go.get_future().share());
    for (int i = 0; i < 50; ++i) submit("mail " + std::to_string(i));
    go.set_value();
    store->reopen();
    EXPECT_EQ(told.settled.size(), 50U);
    EXPECT_EQ(store->number("SELECT count(*) FROM intake"), 50);
}

TEST_F(WriterTest, MakesThoseWaitWhoSubmitMoreThanItsWeight) {
    std::promise<void> go;
    hold_up(go.get_future().share());
    submit("heavy", Writer::kWeightMax);  // fills the queue to the brim
    std::atomic<bool> through{false};
    auto blocked = std::async(std::launch::async, [&] {
        submit("late");
        through = true;
    });
    EXPECT_EQ(blocked.wait_for(20ms), std::future_status::timeout);
    EXPECT_FALSE(through);
    go.set_value();
    blocked.get();
    barrier();
    EXPECT_EQ(told.settled, (std::vector<std::string>{"heavy", "late"}));
}

TEST_F(WriterTest, TakesAJobHeavierThanAllItMayHold) {
    submit("giant", Writer::kWeightMax * 4);
    submit("next");
    barrier();
    EXPECT_EQ(told.settled, (std::vector<std::string>{"giant", "next"}));
}

TEST(Writer, DoesNotOpenWhatIsNoStore) {
    test::TempFolder folder;
    folder.write("text.db", std::string(4'096, 'x'));
    EXPECT_EQ(Writer::open(folder.path() / "text.db", {}, {}).error().code, Errc::unsupported);
}

}  // namespace
}  // namespace sendpath::store
