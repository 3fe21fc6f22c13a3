#include "imap/advice.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

using std::chrono::milliseconds;

TEST(Advice, OfExchangeToComeBackLaterIsHeard) {  // I19, H14
    EXPECT_EQ(
        suggested_back_off("Request is throttled. Suggested Backoff Time: 92415 milliseconds"),
        milliseconds(92'415));
    EXPECT_EQ(suggested_back_off("suggested BACKOFF time:0 milliseconds"), milliseconds(0));
    EXPECT_EQ(suggested_back_off("Suggested Backoff Time: 1800000 milliseconds"), kBackOffMax);
    EXPECT_EQ(suggested_back_off("Suggested Backoff Time: 1800001 milliseconds"), kBackOffMax);
    EXPECT_EQ(suggested_back_off("Suggested Backoff Time: 99999999999999999999 milliseconds"),
              kBackOffMax);
    for (const std::string_view text :
         {"", "Request is throttled.", "Suggested Backoff Time: -1 milliseconds",
          "Suggested Backoff Time: milliseconds", "Suggested Backoff Time: 5 minutes",
          "Suggested Backoff Time: 5", "Suggested Backoff Time:"})
        EXPECT_EQ(suggested_back_off(text), std::nullopt) << text;
}

}  // namespace
}  // namespace sendpath::imap
