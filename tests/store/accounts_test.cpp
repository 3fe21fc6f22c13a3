#include "store/accounts.hpp"

#include "store/one_write.hpp"
#include "store/tokens.hpp"
#include "support/made_reports.hpp"
#include "support/test_store.hpp"

#include <gtest/gtest.h>

namespace sendpath::store {
namespace {

using namespace std::chrono_literals;

const Seconds kNow = seconds(1'767'400'000);

model::AccountName named(std::string_view text) {
    return model::AccountName::parse(text).value();
}

class Accounts : public testing::Test {
protected:
    std::int64_t add(std::string_view name, Role role = Role::admin) {
        std::optional<std::int64_t> id;
        store.write([&](Ledger& ledger) {
            id = ledger.accounts().add(named(name), "scrypt$of " + std::string(name), role, kNow);
        });
        return id.value_or(0);
    }

    void open(std::string_view cookie, std::int64_t account, Seconds now = kNow) {
        store.write([&](Ledger& ledger) {
            ledger.accounts().open_session({.account = account,
                                            .digest = whole_digest_of(cookie),
                                            .csrf = "csrf",
                                            .now = now});
        });
    }

    bool is_open(std::string_view cookie, Seconds now = kNow) {
        return store
            .ask([&](sqlite3& db) { return find_session(db, whole_digest_of(cookie), now); })
            .has_value();
    }

    test::TestStore store;
};

TEST_F(Accounts, AreKnownByTheirNames) {
    EXPECT_FALSE(store.ask(has_accounts));
    const std::int64_t ann = add("ann");
    EXPECT_GT(ann, 0);
    EXPECT_TRUE(store.ask(has_accounts));
    EXPECT_EQ(add("Ann"), 0) << "taken, in any case";
    add("bob", Role::viewer);
    const auto all = store.ask(all_accounts);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].name, "ann");
    EXPECT_EQ(all[0].role, Role::admin);
    EXPECT_EQ(all[0].created, kNow);
    EXPECT_EQ(all[1].role, Role::viewer);
    const auto login = store.ask([](sqlite3& db) { return find_login(db, named("ann")); });
    ASSERT_TRUE(login);
    EXPECT_EQ(login->password, "scrypt$of ann");
    EXPECT_EQ(login->account.id, ann);
    EXPECT_FALSE(store.ask([](sqlite3& db) { return find_login(db, named("eve")); }));
}

// L4: 12 hours without a sign, 30 days at most.
TEST_F(Accounts, HaveSessionsThatEndIdleAndAtLast) {
    const std::int64_t ann = add("ann");
    open("cookie", ann);
    EXPECT_TRUE(is_open("cookie"));
    EXPECT_FALSE(is_open("cooki"));
    EXPECT_TRUE(is_open("cookie", kNow + kSessionIdle - 1s));
    EXPECT_FALSE(is_open("cookie", kNow + kSessionIdle));
    Seconds seen = kNow;
    for (; seen < kNow + kSessionLongest; seen += kSessionIdle - 1s) {
        EXPECT_TRUE(is_open("cookie", seen));
        store.write([&](Ledger& ledger) {
            ledger.accounts().see_session(whole_digest_of("cookie"), seen);
        });
    }
    EXPECT_TRUE(is_open("cookie", kNow + kSessionLongest - 1s));
    EXPECT_FALSE(is_open("cookie", kNow + kSessionLongest));
}

TEST_F(Accounts, ForgetSessionsThatAreOverWhenAnotherBegins) {
    const std::int64_t ann = add("ann");
    open("old", ann);
    open("new", ann, kNow + kSessionIdle);
    EXPECT_EQ(store.number("SELECT count(*) FROM session"), 1);
    EXPECT_TRUE(is_open("new", kNow + kSessionIdle));
}

// L5: who has the old password, or a session made with it, is out.
TEST_F(Accounts, EndTheirSessionsWithTheirPassword) {
    const std::int64_t ann = add("ann");
    const std::int64_t bob = add("bob");
    open("a1", ann);
    open("a2", ann);
    open("b", bob);
    store.write([](Ledger& ledger) {
        EXPECT_TRUE(ledger.accounts().set_password(named("ann"), "another"));
        EXPECT_FALSE(ledger.accounts().set_password(named("eve"), "another"));
    });
    EXPECT_FALSE(is_open("a1"));
    EXPECT_FALSE(is_open("a2"));
    EXPECT_TRUE(is_open("b"));
    const auto login = store.ask([](sqlite3& db) { return find_login(db, named("ann")); });
    EXPECT_EQ(login->password, "another");
}

TEST_F(Accounts, TakeTheirSessionsAndTokensWithThem) {
    const std::int64_t ann = add("ann");
    open("a", ann);
    store.write([&](Ledger& ledger) {
        EXPECT_TRUE(ledger.tokens().add({.account = ann,
                                         .name = "t",
                                         .digest = whole_digest_of("t"),
                                         .scope = Scope::read,
                                         .now = kNow}));
        EXPECT_TRUE(ledger.accounts().remove(named("ann")));
        EXPECT_FALSE(ledger.accounts().remove(named("ann")));
    });
    EXPECT_FALSE(is_open("a"));
    EXPECT_EQ(store.number("SELECT count(*) FROM token"), 0);
    EXPECT_FALSE(store.ask(has_accounts));
}

TEST_F(Accounts, EndOneSessionAtItsLogout) {
    const std::int64_t ann = add("ann");
    open("a1", ann);
    open("a2", ann);
    store.write([](Ledger& ledger) { ledger.accounts().close_session(whole_digest_of("a1")); });
    EXPECT_FALSE(is_open("a1"));
    EXPECT_TRUE(is_open("a2"));
}

TEST_F(Accounts, AreWrittenBesideARunningServer) {
    ASSERT_TRUE(write_once(store.path(), [](Ledger& ledger) {
        ledger.accounts().add(named("ann"), "p", Role::admin, kNow);
    }));
    EXPECT_TRUE(store.ask(has_accounts));
    const auto nowhere = write_once(store.folder().path() / "none" / "a.db", [](Ledger&) {});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, Errc::io);
}

// Unlike a server, it does not know which domains are ours, and counts nothing anew.
TEST(OneWrite, LeavesReportsCountedAsTheyAre) {
    test::TestStore store(test::ours({"example.org"}));
    store.add(test::aggregate({.id = "r1"}));
    const std::int64_t before = store.number("SELECT state FROM report");
    EXPECT_EQ(before, 3) << "foreign";
    ASSERT_TRUE(write_once(store.path(), [](Ledger& ledger) {
        ledger.accounts().add(named("ann"), "p", Role::admin, kNow);
    }));
    EXPECT_EQ(store.number("SELECT state FROM report"), before);
}

TEST(Roles, HaveNamesThatAreReadBack) {
    for (const Role role : {Role::viewer, Role::admin}) EXPECT_EQ(role_named(name(role)), role);
    EXPECT_EQ(role_named("root"), std::nullopt);
}

}  // namespace
}  // namespace sendpath::store
