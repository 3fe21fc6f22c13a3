#include "store/dictionaries.hpp"

#include "store/connection.hpp"
#include "support/test_store.hpp"

namespace sendpath::store {
namespace {

std::int64_t first_class() {
    return 1;
}

class DictionariesTest : public testing::Test {
protected:
    DictionariesTest()
        : db(open_for_writing(folder.path() / "s.db").value()), dictionaries(*db, failure) {}

    std::int64_t rows(const std::string& table) {
        return *one_integer(*db, "SELECT count(*) FROM " + table);
    }

    test::TempFolder folder;
    Connection db;
    Failure failure;
    Dictionaries dictionaries;
};

TEST_F(DictionariesTest, GiveTheSameTextTheSameRow) {
    const std::int64_t row = dictionaries.word("s1");
    EXPECT_GT(row, 0);
    EXPECT_EQ(dictionaries.word("s1"), row);
    EXPECT_NE(dictionaries.word("S1"), row);
    EXPECT_NE(dictionaries.word(""), row);
    dictionaries.forget();
    EXPECT_EQ(dictionaries.word("s1"), row);  // now from the table
    EXPECT_EQ(rows("word"), 3);
    EXPECT_FALSE(failure);
}

TEST_F(DictionariesTest, ForgetRowsThatWereRolledBack) {
    ASSERT_TRUE(run(*db, "BEGIN"));
    static_cast<void>(dictionaries.word("a"));
    static_cast<void>(dictionaries.domain("example.com"));
    static_cast<void>(dictionaries.flow(1, 1, 1, first_class));
    ASSERT_TRUE(run(*db, "ROLLBACK"));
    dictionaries.forget();
    const std::int64_t b = dictionaries.word("b");
    const std::int64_t a = dictionaries.word("a");
    EXPECT_NE(a, b);
    EXPECT_EQ(rows("word"), 2);
    EXPECT_EQ(rows("domain"), 0);
    EXPECT_EQ(rows("flow"), 0);
}

TEST_F(DictionariesTest, KeepOneRowForAFlow) {
    const std::int64_t flow = dictionaries.flow(1, 2, 3, first_class).flow;
    EXPECT_EQ(dictionaries.flow(1, 2, 3, first_class).flow, flow);
    EXPECT_NE(dictionaries.flow(3, 2, 1, first_class).flow, flow);
    dictionaries.forget();
    EXPECT_EQ(dictionaries.flow(1, 2, 3, first_class).flow, flow);
    EXPECT_EQ(rows("flow"), 2);
}

// A process that starts on a store that is there: no row twice, and no number of a row given away.
TEST_F(DictionariesTest, FindWhatOthersAdded) {
    const model::IpAddress address = model::IpAddress::parse("192.0.2.1").value();
    const model::IpAddress other = model::IpAddress::parse("2001:db8::1").value();
    static_cast<void>(dictionaries.source(other));
    const std::int64_t source = dictionaries.source(address);
    const std::int64_t domain = dictionaries.domain("mail.example.com");
    const std::int64_t set = dictionaries.auth_set("\1\2");
    const std::int64_t flow = dictionaries.flow(source, domain, set, first_class).flow;
    static_cast<void>(dictionaries.domain("example.com"));  // so that it is not the last row
    Dictionaries again(*db, failure);
    static_cast<void>(again.word("new"));
    EXPECT_EQ(again.source(address), source);
    EXPECT_EQ(again.domain("mail.example.com"), domain);
    EXPECT_EQ(again.auth_set("\1\2"), set);
    EXPECT_EQ(again.flow(source, domain, set, first_class).flow, flow);
    EXPECT_EQ(rows("source"), 2);
    EXPECT_EQ(rows("domain"), 2);
    EXPECT_EQ(rows("auth_set"), 1);
    EXPECT_EQ(rows("flow"), 1);
    EXPECT_FALSE(failure);
}

TEST_F(DictionariesTest, GiveNoRowAndRememberNoneAfterAFailure) {
    ASSERT_TRUE(run(*db,
                    "CREATE TRIGGER full BEFORE INSERT ON word"
                    " BEGIN SELECT raise(ABORT, 'full'); END"));
    EXPECT_EQ(dictionaries.word("a"), 0);
    EXPECT_TRUE(failure);
    ASSERT_TRUE(run(*db, "DROP TRIGGER full"));
    failure.forget();
    EXPECT_GT(dictionaries.word("a"), 0);
}

TEST_F(DictionariesTest, TellAbsentFromEmptyInReportersAndPolicies) {
    const std::int64_t without = dictionaries.reporter("Org", std::nullopt);
    EXPECT_NE(dictionaries.reporter("Org", ""), without);
    EXPECT_EQ(dictionaries.reporter("Org", std::nullopt), without);
    model::PublishedPolicy policy;
    policy.domain = *model::DomainName::parse("example.com");
    const std::int64_t bare = dictionaries.policy(policy);
    policy.sp = "none";
    const std::int64_t with_sp = dictionaries.policy(policy);
    policy.sp.reset();
    policy.np = "none";
    EXPECT_NE(with_sp, bare);
    EXPECT_NE(dictionaries.policy(policy), with_sp);
    policy.np.reset();
    EXPECT_EQ(dictionaries.policy(policy), bare);
}

TEST_F(DictionariesTest, KeepAnAddressOnce) {
    const std::int64_t row = dictionaries.source(*model::IpAddress::parse("192.0.2.1"));
    EXPECT_EQ(dictionaries.source(*model::IpAddress::parse("::ffff:192.0.2.1")), row);
    EXPECT_NE(dictionaries.source(*model::IpAddress::parse("192.0.2.2")), row);
}

TEST(ReversedName, PutsADomainInFrontOfAllBelowIt) {
    EXPECT_EQ(reversed_name("example.com"), "com.example.");
    EXPECT_EQ(reversed_name("mail.example.com"), "com.example.mail.");
    EXPECT_EQ(reversed_name("com"), "com.");
    EXPECT_TRUE(reversed_name("a.example.com").starts_with(reversed_name("example.com")));
    EXPECT_FALSE(reversed_name("badexample.com").starts_with(reversed_name("example.com")));
}

}  // namespace
}  // namespace sendpath::store
