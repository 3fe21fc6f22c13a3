#include "app/rewrite_secret.hpp"

#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace sendpath::app {
namespace {

namespace fs = std::filesystem;

/// A folder with a secret's file, gone at the end.
class RewriteSecret : public testing::Test {
protected:
    RewriteSecret() { secret.file_name = own.write("refresh.token", "old\n"); }

    [[nodiscard]] std::string content() const {
        std::ostringstream out;
        out << std::ifstream(secret.file_name).rdbuf();
        return out.str();
    }

    test::TempFolder own;
    fs::path folder = own.path();
    config::Secret secret;
};

TEST_F(RewriteSecret, PutsTheNewOneInThePlaceOfTheOld) {  // I4
    fs::permissions(secret.file_name, fs::perms::owner_read | fs::perms::owner_write);
    const auto mode = fs::status(secret.file_name).permissions();
    ASSERT_TRUE(rewrite_secret(secret, "new"));
    EXPECT_EQ(content(), "new\n");
    EXPECT_EQ(fs::status(secret.file_name).permissions(), mode);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1) << "nothing is left beside it";
}

TEST_F(RewriteSecret, FollowsALink) {  // as container platforms hand files out
    fs::rename(secret.file_name, folder / "real");
    fs::create_symlink("real", secret.file_name);
    ASSERT_TRUE(rewrite_secret(secret, "new"));
    EXPECT_TRUE(fs::is_symlink(secret.file_name));
    EXPECT_EQ(content(), "new\n");
}

TEST_F(RewriteSecret, NamesTheFileAndNotTheSecret) {  // I5
    secret.file_name = folder / "none" / "refresh.token";
    const Result<void> done = rewrite_secret(secret, "new-secret");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().detail, secret.file_name + ": the new refresh token cannot be written");
}

TEST_F(RewriteSecret, CannotKeepOneOfTheSettings) {
    config::Secret text;
    text.text = "old";
    const Result<void> done = rewrite_secret(text, "new-secret");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Errc::unsupported);
    EXPECT_EQ(done.error().detail.find("new-secret"), std::string::npos);
}

}  // namespace
}  // namespace sendpath::app
