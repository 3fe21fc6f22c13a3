#include "config/secret.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace sendpath::config {
namespace {

class SecretFile : public testing::Test {
protected:
    Secret holding(const std::string& content) {
        std::ofstream(name_, std::ios::binary) << content;
        return {"", name_};
    }
    ~SecretFile() override { std::filesystem::remove(name_); }

    std::string name_ = testing::TempDir() + "secret_" +
                        testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(SecretFile, LosesOnlyTheLineEndsBehindTheWords) {
    EXPECT_EQ(*reveal(holding("hush")), "hush");
    EXPECT_EQ(*reveal(holding("hush\n")), "hush");
    EXPECT_EQ(*reveal(holding(" two words \r\n\n")), " two words ");
}

TEST_F(SecretFile, WinsOverTheTextBesideIt) {
    Secret both = holding("of the file");
    both.text = "of the text";
    EXPECT_EQ(*reveal(both), "of the file");
    EXPECT_EQ(*reveal(Secret{"of the text", ""}), "of the text");
}

TEST_F(SecretFile, ThatCannotServeIsAnErrorThatNamesItAndNotItsContent) {
    EXPECT_EQ(reveal(Secret{}).error().code, Errc::missing_field);
    EXPECT_EQ(reveal(Secret{"", name_ + ".absent"}).error().code, Errc::io);
    EXPECT_EQ(reveal(Secret{"", testing::TempDir()}).error().code, Errc::io) << "a folder";
    EXPECT_EQ(reveal(holding("\n")).error().code, Errc::missing_field);
    EXPECT_TRUE(reveal(holding(std::string(kLargestSecret, 'x'))));
    const Result<std::string> large = reveal(holding(std::string(kLargestSecret + 1, 'x')));
    EXPECT_EQ(large.error().code, Errc::too_large);
    EXPECT_NE(large.error().detail.find(name_), std::string::npos);
    EXPECT_EQ(large.error().detail.find("xxx"), std::string::npos);
}

}  // namespace
}  // namespace sendpath::config
