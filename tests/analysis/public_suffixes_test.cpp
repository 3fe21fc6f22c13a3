#include "analysis/public_suffixes.hpp"

#include "base/time.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

namespace sendpath::analysis {
namespace {

struct Row {
    std::string_view name;
    std::string_view whole_list;
    std::string_view icann_only;
};

// The table of standards.md 5.2.
constexpr Row kRows[] = {
    {"a.b.c.d.example.com", "example.com", "example.com"},
    {"mail.example.co.jp", "example.co.jp", "example.co.jp"},
    {"co.jp", "co.jp", "co.jp"},
    {"news.shop.example.co.uk", "example.co.uk", "example.co.uk"},
    {"www.city.kobe.jp", "city.kobe.jp", "city.kobe.jp"},
    {"b.c.kobe.jp", "b.c.kobe.jp", "b.c.kobe.jp"},
    {"a.b.test.ck", "b.test.ck", "b.test.ck"},
    {"www.www.ck", "www.ck", "www.ck"},
    {"x.test.k12.ak.us", "test.k12.ak.us", "test.k12.ak.us"},
    {"x.alice.github.io", "alice.github.io", "github.io"},
    {"host.s3.amazonaws.com", "host.s3.amazonaws.com", "amazonaws.com"},
    {"shop.myshopify.com", "shop.myshopify.com", "myshopify.com"},
    {"www.xn--85x722f.com.cn", "xn--85x722f.com.cn", "xn--85x722f.com.cn"},
    {"mail.unknown-tld", "mail.unknown-tld", "mail.unknown-tld"},
    {"c.kobe.jp", "c.kobe.jp", "c.kobe.jp"},
    {"com", "com", "com"},
    {"unknown-tld", "unknown-tld", "unknown-tld"},
    // No result: standards.md 5.2, step 1.
    {"", "", ""},
    {"192.0.2.1", "", ""},
    {"2001:db8::1", "", ""},
    {"[192.0.2.1]", "", ""},
    {".example.com", "", ""},
    {"example..com", "", ""},
    {"example.com.", "", ""},
};

void expect_rows(const PublicSuffixes& whole_list, const PublicSuffixes& icann_only) {
    for (const Row& row : kRows) {
        SCOPED_TRACE(row.name);
        EXPECT_EQ(whole_list.organizational_domain(row.name), row.whole_list);
        EXPECT_EQ(icann_only.organizational_domain(row.name), row.icann_only);
    }
}

TEST(PublicSuffixes, GiveTheOrganizationalDomainOfStandards52) {
    expect_rows(PublicSuffixes::builtin(), PublicSuffixes::builtin(SuffixSection::icann_only));
}

TEST(PublicSuffixes, OfTheSystemAgreeWithTheBuiltIn) {
    expect_rows(PublicSuffixes::of_system(), PublicSuffixes::of_system(SuffixSection::icann_only));
}

TEST(PublicSuffixes, AnswerWithAPartOfTheName) {
    const PublicSuffixes suffixes = PublicSuffixes::builtin();
    const std::string name = "mail.example.co.jp";
    const std::string_view found = suffixes.organizational_domain(name);
    EXPECT_EQ(found.data(), name.data() + 5);
}

TEST(PublicSuffixes, HaveNoResultForANameOver253Octets) {
    const PublicSuffixes suffixes = PublicSuffixes::builtin();
    std::string name = "example.com";
    while (name.size() < 253) name.insert(0, name.size() == 252 ? "b" : "a.");
    EXPECT_EQ(suffixes.organizational_domain(name), "example.com");
    EXPECT_EQ(suffixes.organizational_domain("c" + name), "");
}

// What a thread remembers is of one list, and of no more names than it has places for.
TEST(PublicSuffixes, AnswerTheSameHoweverOftenAndWhateverElseWasAsked) {
    const PublicSuffixes whole_list = PublicSuffixes::builtin();
    const PublicSuffixes icann_only = PublicSuffixes::builtin(SuffixSection::icann_only);
    for (int i = 0; i < 5'000; ++i) {
        const std::string name = "mail." + std::to_string(i) + ".github.io";
        ASSERT_EQ(whole_list.organizational_domain(name), name.substr(5));
        ASSERT_EQ(icann_only.organizational_domain(name), "github.io");
        ASSERT_EQ(whole_list.organizational_domain(name), name.substr(5));
        ASSERT_EQ(whole_list.organizational_domain("x.alice.github.io"), "alice.github.io");
    }
}

TEST(PublicSuffixes, AnswerForTheListThatTookTheOldOnesPlace) {
    std::optional<PublicSuffixes> suffixes = PublicSuffixes::builtin();
    EXPECT_EQ(suffixes->organizational_domain("x.alice.github.io"), "alice.github.io");
    suffixes = PublicSuffixes::builtin(SuffixSection::icann_only);
    EXPECT_EQ(suffixes->organizational_domain("x.alice.github.io"), "github.io");
}

class ListFile : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path write(std::string_view content) const {
        std::ofstream(path_) << content;
        return path_;
    }
    void TearDown() override { std::filesystem::remove(path_); }

private:
    std::filesystem::path path_ = std::filesystem::path(testing::TempDir()) /
                                  testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(ListFile, IsReadWithItsVersion) {
    const auto loaded = PublicSuffixes::load(
        write("// VERSION: 2026-11-01_08-00-00_UTC\n// ===BEGIN ICANN DOMAINS===\ncom\n"
              "city.com\n// ===END ICANN DOMAINS===\n"));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->version(), "2026-11-01_08-00-00_UTC");
    EXPECT_EQ(loaded->organizational_domain("a.b.city.com"), "b.city.com");
}

TEST_F(ListFile, WithoutAVersionIsKnownByItsDate) {
    const auto loaded = PublicSuffixes::load(write("com\n"));
    ASSERT_TRUE(loaded);
    EXPECT_TRUE(time::parse_date(loaded->version())) << loaded->version();
}

TEST_F(ListFile, ThatIsNoneIsRefusedInWords) {
    const auto loaded = PublicSuffixes::load(write("<html>404</html>\n"));
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Errc::bad_syntax);
    EXPECT_EQ(PublicSuffixes::load("/nonexistent/list").error().code, Errc::io);
    EXPECT_EQ(PublicSuffixes::load(testing::TempDir()).error().code, Errc::io);
}

}  // namespace
}  // namespace sendpath::analysis
