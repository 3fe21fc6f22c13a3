#include "store/tokens.hpp"

#include "support/test_store.hpp"

#include <gtest/gtest.h>

namespace sendpath::store {
namespace {

using namespace std::chrono_literals;

const Seconds kNow = seconds(1'767'400'000);

class Tokens : public testing::Test {
protected:
    std::optional<std::int64_t> add(std::string_view text,
                                    std::optional<Seconds> expires = std::nullopt,
                                    std::optional<std::int64_t> account = std::nullopt,
                                    Seconds now = kNow) {
        std::optional<std::int64_t> id;
        store.write([&](Ledger& ledger) {
            id = ledger.tokens().add({.account = account,
                                      .name = text,
                                      .digest = whole_digest_of(text),
                                      .scope = Scope::ingest,
                                      .now = now,
                                      .expires = expires});
        });
        return id;
    }

    std::optional<TokenRow> find(std::string_view text, Seconds now = kNow) {
        return store.ask([&](sqlite3& db) { return find_token(db, whole_digest_of(text), now); });
    }

    bool revoke(std::int64_t id, std::optional<std::int64_t> of = std::nullopt) {
        bool done = false;
        store.write([&](Ledger& ledger) { done = ledger.tokens().revoke(id, of, kNow); });
        return done;
    }

    std::vector<TokenRow> all(std::optional<std::int64_t> account = std::nullopt) {
        return store.ask([&](sqlite3& db) { return all_tokens(db, account); });
    }

    test::TestStore store;
};

TEST_F(Tokens, AreFoundByTheirDigestAndKeptAsNothingElse) {
    ASSERT_TRUE(add("sp_secret"));
    const auto found = find("sp_secret");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->scope, Scope::ingest);
    EXPECT_EQ(found->created, kNow);
    EXPECT_FALSE(found->last_used);
    EXPECT_FALSE(find("sp_secre"));
    EXPECT_EQ(store.number("SELECT length(digest) FROM token"), 32);
}

TEST_F(Tokens, EndAtTheirTimeAndWhenTheyAreRevoked) {
    ASSERT_TRUE(add("a", kNow + 10s));
    EXPECT_TRUE(find("a", kNow + 9s));
    EXPECT_FALSE(find("a", kNow + 10s));
    const auto id = add("b");
    ASSERT_TRUE(id);
    EXPECT_TRUE(find("b", kNow + std::chrono::days(10'000)));
    EXPECT_FALSE(revoke(*id + 1));
    EXPECT_TRUE(revoke(*id));
    EXPECT_FALSE(revoke(*id)) << "once is enough";
    EXPECT_FALSE(find("b"));
    EXPECT_EQ(all().front().revoked, kNow) << "it stays listed";
}

// L13: nobody ends what is another's.
TEST_F(Tokens, AreListedAndRevokedByTheirOwner) {
    const auto first = add("a", std::nullopt, 1);
    ASSERT_TRUE(add("b", std::nullopt, 2));
    ASSERT_TRUE(add("c"));
    EXPECT_EQ(all().size(), 3U);
    ASSERT_EQ(all(1).size(), 1U);
    EXPECT_EQ(all(1).front().name, "a");
    EXPECT_FALSE(revoke(*first, 2));
    EXPECT_TRUE(find("a"));
    EXPECT_TRUE(revoke(*first, 1));
}

TEST_F(Tokens, AreForgottenLongAfterTheirEndAndTheirNumbersNeverGivenAgain) {
    ASSERT_TRUE(add("expired", kNow + 1s));
    const auto revoked = add("revoked");
    ASSERT_TRUE(revoke(*revoked));
    ASSERT_TRUE(add("good", std::nullopt, std::nullopt, kNow + kTokenMemory));
    EXPECT_EQ(all().size(), 3U);
    const auto last = add("last", std::nullopt, std::nullopt, kNow + kTokenMemory + 2s);
    EXPECT_EQ(all().size(), 2U);
    store.write([&](Ledger& ledger) { ledger.tokens().revoke(*last, std::nullopt, kNow); });
    const auto after = add("after", std::nullopt, std::nullopt, kNow + kTokenMemory + 3s);
    EXPECT_GT(*after, *last);
}

TEST_F(Tokens, AreNoMoreThanTheyMayBe) {
    store.write([](Ledger& ledger) {
        for (std::int64_t i = 0; i < kTokensMax; ++i) {
            const std::string text = std::to_string(i);
            EXPECT_TRUE(ledger.tokens().add({.account = {},
                                             .name = text,
                                             .digest = whole_digest_of(text),
                                             .scope = Scope::read,
                                             .now = kNow}));
        }
    });
    EXPECT_FALSE(add("one more"));
    EXPECT_TRUE(revoke(1));
    EXPECT_TRUE(add("one more"));
}

TEST_F(Tokens, RememberWhenTheyWereUsed) {
    const auto id = add("a");
    store.write([&](Ledger& ledger) { ledger.tokens().see(*id, kNow + 5s); });
    EXPECT_EQ(find("a")->last_used, kNow + 5s);
}

TEST(Scopes, HaveNamesThatAreReadBack) {
    for (const Scope scope : {Scope::read, Scope::ingest, Scope::admin})
        EXPECT_EQ(scope_named(name(scope)), scope);
    EXPECT_EQ(scope_named("write"), std::nullopt);
}

}  // namespace
}  // namespace sendpath::store
