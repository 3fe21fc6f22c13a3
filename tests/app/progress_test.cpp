#include "app/progress.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace sendpath::app {
namespace {

using namespace std::chrono_literals;

TEST(Grouped, PutsACommaBeforeEveryThirdDigit) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1'000), "1,000");
    EXPECT_EQ(grouped(123'456), "123,456");
    EXPECT_EQ(grouped(1'234'567), "1,234,567");
    EXPECT_EQ(grouped(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(ProgressLine, ShowsBarShareNumberRateAndTimeLeft) {
    EXPECT_EQ(progress_line("import", "mails",
                            {.part = 50, .whole = 100, .things = 12'345, .elapsed = 10s}),
              "import  [##############..............]   50 %  12,345 mails  1,234/s  0:10 left");
}

TEST(ProgressLine, GuessesNothingAtTheVeryBeginning) {
    EXPECT_EQ(
        progress_line("import", "mails", {.part = 1, .whole = 100, .things = 3, .elapsed = 0s}),
        "import  [............................]    1 %  3 mails  3,000/s");
}

TEST(ProgressLine, LeavesNoTimeWhenAllIsDone) {
    const std::string full = "import  [############################]  100 %  9 mails  9/s";
    EXPECT_EQ(
        progress_line("import", "mails", {.part = 100, .whole = 100, .things = 9, .elapsed = 1s}),
        full);
    EXPECT_EQ(progress_line("import", "mails", {.part = 0, .whole = 0, .things = 9, .elapsed = 1s}),
              full);
    // A file that grew while it was read.
    EXPECT_EQ(
        progress_line("import", "mails", {.part = 300, .whole = 100, .things = 9, .elapsed = 1s}),
        full);
}

TEST(ProgressLine, TellsHours) {
    const std::string line = progress_line("reprocess", "mails",
                                           {.part = 1, .whole = 4, .things = 1, .elapsed = 2'000s});
    EXPECT_TRUE(line.ends_with("  1:40:00 left")) << line;
}

}  // namespace
}  // namespace sendpath::app
