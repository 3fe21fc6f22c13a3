#include "store/check.hpp"
#include "support/made_reports.hpp"
#include "support/test_store.hpp"

#include <random>

namespace sendpath::store {
namespace {

using test::TestStore;

/// A life of a store: reports of few identities and domains, so that all kinds of meetings happen.
class Life {
public:
    explicit Life(unsigned seed) : random_(seed) {}

    void one_step(TestStore& store) {
        switch (up_to(9)) {
            case 0: take_away(store, false); break;
            case 1:
            case 2: take_away(store, true); break;
            case 3: change_domains(store); break;
            default: add(store); break;
        }
    }

private:
    unsigned up_to(unsigned most) { return static_cast<unsigned>(random_()) % (most + 1); }

    model::Report any_report() {
        test::MadeReport made;
        made.id = std::to_string(up_to(3));
        made.domain = domain();
        made.org = up_to(1) == 0 ? "One" : "Two";
        made.day = test::kNewYear + up_to(4);
        made.days = up_to(3) == 0 ? 1 + up_to(35) : 1;
        made.records.clear();
        for (unsigned left = up_to(4); left > 0; --left)
            made.records.push_back({.source = "192.0.2." + std::to_string(up_to(3)),
                                    .messages = up_to(20),
                                    .dkim = static_cast<model::Evaluated>(up_to(3)),
                                    .spf = static_cast<model::Evaluated>(up_to(3)),
                                    .disposition = static_cast<model::Disposition>(up_to(5)),
                                    .header_from = up_to(3) == 0 ? domain() : made.domain,
                                    .dkim_domain = up_to(1) == 0 ? "" : domain(),
                                    .reason = up_to(2) == 0 ? "forwarded" : ""});
        return test::aggregate(made);
    }
    std::string domain() {
        const char* names[] = {"example.com", "mail.example.com", "example.org"};
        return names[up_to(2)];
    }

    void add(TestStore& store) {
        std::vector<model::Report> reports;
        for (unsigned left = 1 + up_to(3); left > 0; --left) reports.push_back(any_report());
        store.add_mail(reports);
        mails_.push_back(store.last_mail());
    }
    void take_away(TestStore& store, bool and_add) {
        if (mails_.empty()) return;
        const model::IntakeId mail = mails_[up_to(static_cast<unsigned>(mails_.size() - 1))];
        const model::Report report = any_report();
        store.write([&](Ledger& ledger) {
            ledger.reports().remove_all_of(mail);
            if (and_add)
                ledger.reports().add(report, {mail, seconds(1'767'400'000), 0}, ledger.ours());
        });
    }
    void change_domains(TestStore& store) {
        switch (up_to(3)) {
            case 0: store.reopen(test::ours({"example.com"})); break;
            case 1: store.reopen(test::ours({"example.org"})); break;
            case 2: store.reopen(test::ours({"mail.example.com", "example.org"})); break;
            default: store.reopen(); break;
        }
    }

    std::mt19937 random_;
    std::vector<model::IntakeId> mails_;
};

class RollupTest : public testing::TestWithParam<unsigned> {};

TEST_P(RollupTest, EqualsTheRecordsAfterWhateverHappened) {
    TestStore store;
    Life life(GetParam());
    for (int step = 1; step <= 60; ++step) {
        life.one_step(store);
        if (step % 10 == 0) ASSERT_EQ(store.fault(), "") << "after step " << step;
    }
    EXPECT_EQ(store.number("SELECT count(*) FROM flow_day WHERE messages <= 0"), 0);
    EXPECT_EQ(store.number("SELECT count(*) FROM domain_day WHERE messages <= 0"), 0);
    EXPECT_EQ(store.number("SELECT count(*) FROM duplicate"),
              store.number("SELECT value FROM state WHERE name = 'duplicates'"));
    EXPECT_EQ(store.number("SELECT coalesce(sum(messages), 0) FROM report WHERE state = 1"),
              store.number("SELECT coalesce(sum(messages), 0) FROM domain_day WHERE domain = 0"));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RollupTest, testing::Range(1U, 7U));

// Rows are written many at once, the rest one by one: on both sides of that number, and for rows
// that are new, there already, and taken away.
TEST(Rollup, EqualsTheRecordsHoweverManyRowsAGroupWrites) {
    constexpr std::size_t at_once = ManyRows::kAtOnce;
    for (const std::size_t rows : {at_once - 1, at_once, at_once + 1, 3 * at_once}) {
        SCOPED_TRACE(rows);
        TestStore store;
        test::MadeReport made{.records = {}};
        for (std::size_t i = 0; i < rows; ++i)
            made.records.push_back({.source = "192.0.2." + std::to_string(i), .messages = i + 1});
        store.add(test::aggregate(made));
        EXPECT_EQ(store.fault(), "");
        EXPECT_EQ(store.number("SELECT count(*) FROM flow_day"), static_cast<std::int64_t>(rows));
        const model::IntakeId first = store.last_mail();
        made.id = "2";
        store.add(test::aggregate(made));
        EXPECT_EQ(store.fault(), "");
        EXPECT_EQ(store.number("SELECT max(messages) FROM flow_day"),
                  2 * static_cast<std::int64_t>(rows));
        store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(first); });
        EXPECT_EQ(store.fault(), "");
        EXPECT_EQ(store.number("SELECT max(messages) FROM flow_day"),
                  static_cast<std::int64_t>(rows));
        store.write([&](Ledger& ledger) { ledger.reports().remove_all_of(store.last_mail()); });
        EXPECT_EQ(store.number("SELECT count(*) FROM flow_day"), 0);
    }
}

/// Runs SQL on the store behind its back.
void damage(TestStore& store, const char* sql) {
    const auto db = open_for_writing(store.path());
    ASSERT_TRUE(db);
    ASSERT_TRUE(run(**db, sql));
}

TEST(Check, FindsWhatIsNotAsTheRecordsSay) {
    const char* damages[] = {"UPDATE flow_day SET messages = messages + 1",
                             "DELETE FROM domain_day WHERE domain = 0",
                             "UPDATE reporter_day SET records = 7",
                             "UPDATE report SET messages = 99",
                             "DELETE FROM record_list",
                             "UPDATE record_list SET packed = x'ff'",
                             "DELETE FROM flow",
                             "UPDATE report SET state = 3"};
    for (const char* sql : damages) {
        TestStore store;
        store.add(test::aggregate({.records = {{.messages = 5}, {.source = "192.0.2.2"}}}));
        ASSERT_EQ(store.fault(), "");
        damage(store, sql);
        EXPECT_NE(store.fault(), "") << sql;
    }
}

TEST(Check, TellsHowMuchThereIsAndWritesNothing) {
    TestStore store;
    store.add(test::aggregate({.records = {{.messages = 5}, {.source = "192.0.2.2"}}}));
    store.add(test::aggregate({}));  // smaller: superseded
    const std::int64_t generation = store.number("SELECT value FROM state WHERE name='generation'");
    const auto result = check(store.path());
    ASSERT_TRUE(result);
    EXPECT_EQ(result->reports, 1);
    EXPECT_EQ(result->records, 2);
    EXPECT_EQ(result->messages, 6);
    EXPECT_TRUE(result->faults.empty());
    EXPECT_EQ(store.number("SELECT value FROM state WHERE name='generation'"), generation);
    EXPECT_EQ(check(store.folder().path() / "none.db").error().code, Errc::io);
}

}  // namespace
}  // namespace sendpath::store
