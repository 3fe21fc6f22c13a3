#include "base/time.hpp"

#include <gtest/gtest.h>

namespace sendpath::time {
namespace {

constexpr std::int64_t kTime = 1'430'318'085;  // 2015-04-29T14:34:45Z

TEST(MailDate, ReadsTheFormsOfTheField) {
    struct Row {
        std::string_view text;
        std::int64_t time;
    };
    const Row rows[] = {
        {"Wed, 29 Apr 2015 23:34:45 +0900 (JST)", kTime},
        {"Wed, 29 Apr 2015 14:34:45 +0000", kTime},
        {"29 Apr 2015 14:34:45 GMT", kTime},
        {"Wed,29 Apr 2015 14:34:45 UT", kTime},
        {"Wed 29 Apr 2015 14:34:45 Z", kTime},
        {"wed, 29 apr 2015 14:34:45 gmt", kTime},
        {"Wednesday, 29 April 2015 14:34:45 +0000", kTime},
        {"Wed, 29-Apr-2015 14:34:45 GMT", kTime},
        {"Wed, 29 Apr 15 14:34:45 +0000", kTime},
        {"Wed, 29 Apr 115 14:34:45 +0000", kTime},  // RFC 5322 section 4.3: three digits add 1900
        {"  Wed,   29  Apr  2015\t14:34:45   +0000  ", kTime},
        {"Wed, 29 Apr 2015 10:34:45 EDT", kTime},
        {"Wed, 29 Apr 2015 09:34:45 EST", kTime},
        {"Wed, 29 Apr 2015 06:34:45 PST", kTime},
        {"Wed, 29 Apr 2015 16:34:45 +0200 (CEST)", kTime},  // F9
        {"Wed, 29 Apr 2015 14:34:45 -0000", kTime},         // F9: UTC
        {"Wed, 29 Apr 2015 14:34:45 Nowhere", kTime},       // an unknown zone counts as UTC
        {"Wed, 29 Apr 2015 14:34:45", kTime},
        {"Wed, 29 Apr 2015 14:34 +0000", kTime - 45},
        {"Wed, 29 Apr 2015 4:34:45 +0000", kTime - 36'000},
        {"Fri, 31 Dec 99 23:59:59 +0000", 946'684'799},
        {"Sat, 1 Jan 49 00:00:00 +0000", 2'493'072'000},  // 2049
        {"Sun, 1 Jan 50 00:00:00 +0000", -631'152'000},   // 1950
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        const Result<Seconds> read = parse_mail_date(row.text);
        ASSERT_TRUE(read);
        EXPECT_EQ(count(*read), row.time);
    }
}

TEST(MailDate, IsWrittenAsTheFieldHasIt) {
    EXPECT_EQ(mail_date(seconds(1'795'561'000)), "Tue, 24 Nov 2026 22:56:40 +0000");
    EXPECT_EQ(mail_date(seconds(0)), "Thu, 01 Jan 1970 00:00:00 +0000");
    EXPECT_EQ(*parse_mail_date(mail_date(seconds(1'795'561'001))), seconds(1'795'561'001));
    EXPECT_EQ(mail_date(seconds(INT64_MAX)), "Fri, 31 Dec 9999 23:59:59 +0000");
}

TEST(MailDate, RefusesWhatIsNoDate) {
    for (const std::string_view text :
         {"", "yesterday", "2015-04-29T14:34:45Z", "29 Foo 2015 14:34:45 +0000",
          "31 Feb 2015 14:34:45 +0000", "0 Apr 2015 14:34:45 +0000", "29 Apr 2015",
          "29 Apr 2015 25:34:45 +0000", "29 Apr 2015 14:61:45 +0000", "29 Apr 5 14:34:45 +0000",
          "29 Apr 2015 14:34:45 +9", "29 Ap 2015 14:34:45 +0000", "29 ebm 2015 14:34:45 +0000",
          "Wed, , 29 Apr 2015 14:34:45", "29 Apr 2015 14.34.45 +0000"}) {
        SCOPED_TRACE(text);
        const Result<Seconds> read = parse_mail_date(text);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, Errc::bad_syntax);
    }
}

TEST(MailDate, NeverFallsOverAPrefixOrADamagedOctet) {
    const std::string whole = "Wed, 29 Apr 2015 23:34:45 +0900 (JST)";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const bool sound = parse_mail_date(whole.substr(0, size)).has_value();
        EXPECT_TRUE(!sound || size >= 22) << size;
    }
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const char octet : {'\0', '9', ' ', '+', '\xff', ':'}) {
            std::string damaged = whole;
            damaged[at] = octet;
            static_cast<void>(parse_mail_date(damaged));
        }
}

}  // namespace
}  // namespace sendpath::time
