#include "ingest/mail_files.hpp"

#include "support/test_store.hpp"

namespace sendpath::ingest {
namespace {

namespace fs = std::filesystem;

class MailFilesTest : public testing::Test {
protected:
    [[nodiscard]] std::string found(const std::vector<fs::path>& paths) const {
        const auto files = mail_files(paths);
        if (!files) return "error: " + files.error().detail;
        std::string text;
        for (const MailFile& file : *files)
            text.append(text.empty() ? "" : " ")
                .append(file.path.lexically_relative(folder.path()).string())
                .append(":" + std::to_string(file.size));
        return text;
    }
    test::TempFolder folder;
};

TEST_F(MailFilesTest, AreAllOfAFolderInPathOrder) {
    folder.write("b.eml", "12");
    folder.write("a/z.eml", "1");
    folder.write("a/deep/er/x.eml", "123");
    EXPECT_EQ(found({folder.path()}), "a/deep/er/x.eml:3 a/z.eml:1 b.eml:2");
}

TEST_F(MailFilesTest, AreSingleFilesAsTheyAre) {
    const fs::path b = folder.write("b.eml", "12");
    const fs::path hidden = folder.write(".hidden", "1");
    EXPECT_EQ(found({b, hidden}), ".hidden:1 b.eml:2");
    EXPECT_EQ(found({}), "");
}

TEST_F(MailFilesTest, LeaveOutHiddenFilesAndAMaildirsTmp) {
    for (const char* name : {"box/cur/1", "box/new/2", "box/tmp/3", "box/.lock", "box/.Sub/cur/4",
                             "box/.Sub/new/5", "box/.Sub/tmp/6", "other/tmp/7"})
        folder.write(name, "x");
    // Maildir++ keeps its folders in hidden ones, so these are read; a tmp of no Maildir too.
    EXPECT_EQ(found({folder.path()}),
              "box/.Sub/cur/4:1 box/.Sub/new/5:1 box/cur/1:1 box/new/2:1 other/tmp/7:1");
}

TEST_F(MailFilesTest, AreEachThereOnceHoweverOftenNamed) {  // G7
    const fs::path a = folder.write("a.eml", "1");
    EXPECT_EQ(found({a, a, folder.path(), folder.path()}), "a.eml:1");
}

TEST_F(MailFilesTest, AreNotTrappedByLinks) {
    folder.write("in/a.eml", "1");
    fs::create_directory_symlink(folder.path(), folder.path() / "in" / "loop");
    fs::create_symlink(folder.path() / "in" / "a.eml", folder.path() / "in" / "link.eml");
    fs::create_symlink(folder.path() / "nowhere", folder.path() / "in" / "dangling");
    EXPECT_EQ(found({folder.path()}), "in/a.eml:1 in/link.eml:1");
}

TEST_F(MailFilesTest, NameThePathThatIsMissingOrEmptyOrOdd) {
    const fs::path missing = folder.path() / "missing.eml";
    EXPECT_EQ(found({missing}), "error: " + missing.string() + ": No such file or directory");
    const fs::path empty = folder.path() / "empty";
    fs::create_directories(empty / "still" / "empty");
    EXPECT_EQ(found({empty}), "error: " + empty.string() + ": there is no file in this folder");
    EXPECT_EQ(found({"/dev/null"}), "error: /dev/null: not a file or folder");
    folder.write("a.eml", "1");
    EXPECT_EQ(mail_files({folder.path() / "a.eml", missing}).error().code, Errc::io);
}

}  // namespace
}  // namespace sendpath::ingest
