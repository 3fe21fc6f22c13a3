#include "app/summary.hpp"

#include <gtest/gtest.h>

namespace sendpath::app {
namespace {

TEST(Summary, OfNothingIsShort) {
    EXPECT_EQ(summary({}, "imported"),
              "imported 0 mails and files\n"
              "            0  new reports (0 aggregate, 0 failure, 0 TLS)\n"
              "            0  duplicates (0 mails and 0 reports that were here before)\n");
}

TEST(Summary, TellsTakenDuplicatesHeldAndSkipped) {
    ingest::Tally tally;
    tally.mails = 12'345;
    tally.known = 2;
    tally.aggregate = 1'000;
    tally.failure = 20;
    tally.tls = 3;
    tally.duplicates = 5;
    tally.conflicts = 1;
    tally.foreign = 4;
    tally.skipped_records = 6;
    tally.warnings = 7;
    tally.held = {{model::HeldReason::encrypted, 1}, {model::HeldReason::bad_xml, 9}};
    const std::string text = summary(tally, "imported");
    EXPECT_TRUE(text.starts_with(
        "imported 12,345 mails and files\n"
        "        1,023  new reports (1,000 aggregate, 20 failure, 3 TLS)\n"
        "            7  duplicates (2 mails and 5 reports that were here before)\n"
        "            1  of them in conflict with an earlier one: both kept, the larger counts\n"
        "            4  of them for domains that are not in `domains`: kept, not counted\n"
        "            6  records left out, listed with their reports\n"
        "            7  warnings, listed with their reports\n"
        "            9  held, bad_xml: "))
        << text;
    EXPECT_NE(text.find("            1  held, encrypted: The archive is encrypted"),
              std::string::npos)
        << text;
}

}  // namespace
}  // namespace sendpath::app
