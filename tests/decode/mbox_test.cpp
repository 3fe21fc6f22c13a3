#include "decode/mbox.hpp"

#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;

constexpr std::string_view kFrom = "From noreply@rx.example Thu Jan  1 01:02:03 2026\n";

std::vector<std::string> cut(std::string_view mbox, std::size_t chunk,
                             std::size_t limit = 1U << 20U) {
    MboxCutter cutter(limit);
    std::vector<std::string> mails;
    const auto drain = [&] {
        while (auto mail = cutter.next()) mails.push_back(*std::move(mail));
    };
    for (std::size_t at = 0; at < mbox.size(); at += chunk) {
        cutter.feed(mbox.substr(at, chunk));
        drain();
    }
    cutter.finish();
    drain();
    return mails;
}

std::string mbox_of(const std::vector<std::string>& mails) {
    std::string mbox;
    for (std::string mail : mails) {
        std::erase(mail, '\r');
        mbox.append(kFrom).append(mail).append("\n");
    }
    return mbox;
}

std::vector<std::string> told_of(const std::string& mbox) {
    std::vector<std::string> lines;
    for (std::string& mail : cut(mbox, 100)) lines.push_back(told(std::move(mail)));
    return lines;
}

std::string report_mail(std::string_view id) {
    return mail_of({attachment("application/gzip", "a.xml.gz", gzipped(report_xml(id)))});
}

using Lines = std::vector<std::string>;

TEST(Mbox, G8_GoodBrokenGood) {
    const std::string broken = mail_of({attachment("application/gzip", "a.xml.gz", "no gzip")});
    EXPECT_EQ(told_of(mbox_of({report_mail("r1"), broken, report_mail("r2")})),
              (Lines{"aggregate r1 [1]", "held bad_archive [1]", "aggregate r2 [1]"}));
}

TEST(Mbox, G9_GoodBadDateGood) {
    std::string bad = report_mail("r2");
    bad.replace(bad.find("Thu, 01 Jan"), 11, "Thx, 99 Foo");
    EXPECT_EQ(told_of(mbox_of({report_mail("r1"), bad, report_mail("r3")})),
              (Lines{"aggregate r1 [1]", "aggregate r2 [1]", "aggregate r3 [1]"}));
}

TEST(Mbox, G10_GoodChatterGood) {
    const std::string chatter = mail_of_one({"Content-Type: text/plain\r\n", "Hello there.\r\n"});
    EXPECT_EQ(told_of(mbox_of({report_mail("r1"), chatter, report_mail("r2")})),
              (Lines{"aggregate r1 [1]", "held not_a_report", "aggregate r2 [1]"}));
}

TEST(MboxCutter, GivesTheSameForEverySizeOfChunk) {
    const std::string mbox = mbox_of({report_mail("r1"), "A: b\n\n>From x\n>>From y\nFrom z\n"});
    const auto whole = cut(mbox, mbox.size());
    ASSERT_EQ(whole.size(), 2U);
    EXPECT_EQ(whole[1], "A: b\n\nFrom x\n>From y\nFrom z\n\n");
    for (std::size_t chunk = 1; chunk < 90; ++chunk) EXPECT_EQ(cut(mbox, chunk), whole) << chunk;
}

TEST(MboxCutter, TakesNoSentenceForTheStartOfAMail) {
    EXPECT_EQ(cut(std::string(kFrom) + "A: b\n\nFrom me to you\n\nFrom noon on\n", 7).size(), 1U);
}

TEST(MboxCutter, NeedsABlankLineBeforeAFromLine) {
    const std::string from(kFrom);
    EXPECT_EQ(cut(from + "A: b\n\ntext\n" + from + "C: d\n", 7).size(), 1U);
    EXPECT_EQ(cut(from + "A: b\n\ntext\n\n" + from + "C: d\n", 7).size(), 2U);
}

TEST(MboxCutter, HoldsNoMoreThanTheLimitOfAMailAndReadsOn) {
    const std::string mbox = mbox_of({"A: b\n\n" + std::string(200'000, 'x') + "\n", "C: d\n"});
    const auto mails = cut(mbox, 1000, 5000);
    ASSERT_EQ(mails.size(), 2U);
    EXPECT_EQ(mails[0].size(), 5001U);
    Limits limits;
    limits.message = 5000;
    EXPECT_EQ(told(mails[0], limits), "held message_too_large");
    EXPECT_EQ(mails[1], "C: d\n\n");
}

TEST(MboxCutter, GivesNothingForNothing) {
    EXPECT_TRUE(cut("", 1).empty());
    EXPECT_TRUE(cut("\n\n", 1).empty());
}

}  // namespace
}  // namespace sendpath::decode::test
