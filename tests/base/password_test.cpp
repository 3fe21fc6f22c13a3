#include "base/password.hpp"

#include "base/secret_text.hpp"

#include <gtest/gtest.h>

#include <set>

namespace sendpath {
namespace {

constexpr ScryptCost kCheap{.log_n = 4, .r = 1, .p = 1};  // the cost is not what is tested

// L1: of a password nothing is kept but what scrypt makes of it, with a salt of its own.
TEST(Password, IsStoredAsWhatScryptMakesOfItWithASaltOfItsOwn) {
    const std::string stored = stored_password("correct horse battery", kCheap);
    EXPECT_TRUE(stored.starts_with("scrypt$4$1$1$")) << stored;
    EXPECT_EQ(stored.find("horse"), std::string::npos);
    EXPECT_NE(stored, stored_password("correct horse battery", kCheap));
    EXPECT_TRUE(is_password("correct horse battery", stored));
    for (const char* other :
         {"", "correct horse batter", "correct horse battery ", "Correct horse battery"})
        EXPECT_FALSE(is_password(other, stored)) << other;
    EXPECT_TRUE(stored_password("x").starts_with("scrypt$15$8$1$")) << "the usual cost";
}

// RFC 7914 section 12.
TEST(Password, IsHashedAsTheStandardDoes) {
    EXPECT_TRUE(
        is_password("password", "scrypt$10$8$16$NaCl$_bq-HJ00cgB4VucZDQHp_nxq18vII3gw53N2Y0s3MWI"));
    EXPECT_TRUE(
        is_password("pleaseletmein",
                    "scrypt$14$8$1$SodiumChloride$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI"));
}

// L2: where no account is found, as much is computed.
TEST(Password, HasADecoyOfTheSameCostAndShape) {
    const std::string decoy = decoy_password();
    const std::string stored = stored_password("x");
    EXPECT_EQ(decoy.size(), stored.size());
    EXPECT_EQ(decoy.substr(0, 14), stored.substr(0, 14));
    EXPECT_FALSE(is_password("", decoy));
}

TEST(Password, IsNoneThatADamagedStoreMakesUp) {
    const std::string stored = stored_password("correct horse battery", kCheap);
    for (std::size_t size = 0; size < stored.size(); ++size)
        EXPECT_FALSE(is_password("correct horse battery", stored.substr(0, size))) << size;
    for (const char* text : {"", "$", "scrypt$$$$$", "scrypt$0$1$1$a$b", "scrypt$64$8$1$a$b",
                             "scrypt$18$8$1$a$b", "scrypt$15$9$1$a$b", "scrypt$15$8$17$a$b",
                             "scrypt$x$1$1$a$b", "bcrypt$4$1$1$a$b", "plain"})
        EXPECT_FALSE(is_password("plain", text)) << text;
}

TEST(Password, NewIsLongEnoughAndOneLine) {
    EXPECT_EQ(check_new_password(std::string(11, 'a')).error().code, Errc::missing_field);
    EXPECT_TRUE(check_new_password(std::string(12, 'a')));
    EXPECT_TRUE(check_new_password(std::string(1'024, 'a')));
    EXPECT_EQ(check_new_password(std::string(1'025, 'a')).error().code, Errc::too_large);
    EXPECT_EQ(check_new_password("twelve and\nmore").error().code, Errc::bad_syntax);
    EXPECT_TRUE(check_new_password("長い合言葉です"));
}

TEST(SecretText, IsAnotherEachTimeAndNeedsNoEscaping) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string secret = random_secret();
        EXPECT_EQ(secret.size(), 43U);
        EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                           "0123456789-_"),
                  std::string::npos);
        EXPECT_TRUE(seen.insert(secret).second);
    }
}

TEST(SecretText, IsComparedWhole) {
    EXPECT_TRUE(are_equal_secrets("abc", "abc"));
    EXPECT_TRUE(are_equal_secrets("", ""));
    for (const char* other : {"", "ab", "abcd", "abd", "bbc"})
        EXPECT_FALSE(are_equal_secrets("abc", other)) << other;
}

}  // namespace
}  // namespace sendpath
