#include "ingest/mail_files.hpp"

#include "support/test_store.hpp"

namespace sendpath::ingest {
namespace {

struct Taken {
    std::string octets;
    std::string name;
    std::uint64_t whole = 0;
    friend bool operator==(const Taken&, const Taken&) = default;
};

class EachMailTest : public testing::Test {
protected:
    std::vector<Taken> taken(const std::string& name, const std::string& octets, std::size_t limit,
                             std::size_t most = 1'000) {
        const MailFile file{folder.write(name, octets), octets.size()};
        std::vector<Taken> all;
        const Result<void> read =
            each_mail(file, limit, [&](std::string mail, std::string called, std::uint64_t whole) {
                all.push_back({std::move(mail), std::move(called), whole});
                return all.size() < most;
            });
        EXPECT_TRUE(read);
        return all;
    }
    test::TempFolder folder;
};

constexpr const char* kFrom = "From someone@x.example Thu Jan  1 00:00:00 2026\n";

TEST_F(EachMailTest, AFileIsOneMailWithItsNameAndNotItsPath) {
    EXPECT_EQ(taken("in/a.eml", "Subject: x\n\ny\n", 100),
              (std::vector<Taken>{{"Subject: x\n\ny\n", "a.eml", 14}}));
    EXPECT_EQ(taken("empty.eml", "", 100), (std::vector<Taken>{{"", "empty.eml", 0}}));
}

TEST_F(EachMailTest, HoldsTheLimitOnBothSides) {
    EXPECT_EQ(taken("a.eml", std::string(100, 'x'), 100),
              (std::vector<Taken>{{std::string(100, 'x'), "a.eml", 100}}));
    EXPECT_EQ(taken("a.eml", std::string(101, 'x'), 100),
              (std::vector<Taken>{{std::string(100, 'x'), "a.eml", 101}}));
    EXPECT_EQ(taken("a.eml", std::string(5'000, 'x'), 100),
              (std::vector<Taken>{{std::string(100, 'x'), "a.eml", 5'000}}));
}

TEST_F(EachMailTest, ReadsAFileThatGrewSinceItWasListed) {
    const MailFile file{folder.write("a.eml", std::string(5'000, 'x')), 10};
    std::size_t size = 0;
    ASSERT_TRUE(each_mail(file, 10'000, [&](std::string mail, std::string, std::uint64_t) {
        size = mail.size();
        return true;
    }));
    EXPECT_EQ(size, 5'000U);
}

TEST_F(EachMailTest, AnMboxIsItsMailsWithNumbers) {  // E15
    const std::string mbox = std::string(kFrom) + "Subject: 1\n\none\n\n" + kFrom +
                             "Subject: 2\n\n>From here\n\n" + kFrom + "Subject: 3\n\nthree\n";
    const std::vector<Taken> mails = taken("year.mbox", mbox, 100);
    ASSERT_EQ(mails.size(), 3U);
    EXPECT_EQ(mails[0].name, "year.mbox#1");
    EXPECT_EQ(mails[2].name, "year.mbox#3");
    EXPECT_EQ(mails[1].octets.substr(0, 22), "Subject: 2\n\nFrom here\n");
    EXPECT_EQ(mails[0].whole, mails[0].octets.size());
}

TEST_F(EachMailTest, AMailOfAnMboxOverTheLimitCostsOnlyItself) {
    const std::string mbox = std::string(kFrom) + "Subject: 1\n\n" + std::string(500, 'x') +
                             "\n\n" + kFrom + "Subject: 2\n\ntwo\n";
    const std::vector<Taken> mails = taken("m.mbox", mbox, 100);
    ASSERT_EQ(mails.size(), 2U);
    EXPECT_EQ(mails[0].octets.size(), 100U);
    EXPECT_GT(mails[0].whole, 100U);
    EXPECT_EQ(mails[1].whole, mails[1].octets.size());
}

TEST_F(EachMailTest, AnMboxIsReadInChunks) {
    std::string mbox;
    for (int i = 0; i < 40; ++i)
        mbox +=
            kFrom + ("Subject: " + std::to_string(i)) + "\n\n" + std::string(20'000, 'y') + "\n\n";
    const std::vector<Taken> mails = taken("big.mbox", mbox, 30'000);
    ASSERT_EQ(mails.size(), 40U);
    EXPECT_EQ(mails[39].name, "big.mbox#40");
    EXPECT_TRUE(mails[39].octets.starts_with("Subject: 39\n"));
}

TEST_F(EachMailTest, StopsWhenAsked) {
    const std::string mbox =
        std::string(kFrom) + "A: 1\n\n1\n\n" + kFrom + "A: 2\n\n2\n\n" + kFrom + "A: 3\n\n3\n";
    EXPECT_EQ(taken("m.mbox", mbox, 100, 2).size(), 2U);
}

TEST_F(EachMailTest, NamesAFileThatCannotBeRead) {
    const auto take = [](std::string, std::string, std::uint64_t) { return true; };
    const Result<void> gone = each_mail({folder.path() / "gone.eml", 5}, 100, take);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, Errc::io);
    EXPECT_NE(gone.error().detail.find("gone.eml: No such file"), std::string::npos);
    EXPECT_FALSE(each_mail({folder.path(), 0}, 100, take));  // a folder opens, and does not read
}

}  // namespace
}  // namespace sendpath::ingest
