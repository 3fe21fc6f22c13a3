#include "model/report.hpp"

#include "app/report_text.hpp"

#include <gtest/gtest.h>

namespace sendpath {
namespace {

// The kinds of failure of a failure report went to the terminal as the stranger wrote them.
TEST(Bugs, NoFieldOfAFailureReportReachesTheTerminalRaw) {
    model::FailureReport failure;
    failure.domain = "example.com";
    failure.auth_failure = {"dmarc\x1b[2J", "spf\x07"};
    model::Decoded decoded;
    decoded.reports.emplace_back().body = failure;
    const std::string text = app::report_text(decoded);
    EXPECT_NE(text.find("dmarc?[2J, spf?\n"), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace sendpath
