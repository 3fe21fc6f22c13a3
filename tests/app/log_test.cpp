#include "app/log.hpp"

#include <gtest/gtest.h>

namespace sendpath::app {
namespace {

constexpr std::chrono::system_clock::time_point kTime{std::chrono::milliseconds(1'767'312'000'007)};

// O7
TEST(JsonLine, IsAnObjectOnALineOfItsOwn) {
    EXPECT_EQ(json_line(kTime, "info", "stopping (signal 15)"),
              "{\"time\":\"2026-01-02T00:00:00.007Z\",\"level\":\"info\","
              "\"message\":\"stopping (signal 15)\"}\n");
}

// O7: what a stranger sends ends no line and begins no field.
TEST(JsonLine, EscapesWhatWouldEndIt) {
    EXPECT_EQ(json_line(kTime, "warning", "a\n\"b\", \\ \x01 \xe6\x97\xa5"),
              "{\"time\":\"2026-01-02T00:00:00.007Z\",\"level\":\"warning\","
              "\"message\":\"a\\n\\\"b\\\", \\\\ \\u0001 \xe6\x97\xa5\"}\n");
    EXPECT_EQ(json_line(kTime, "error", "a\xff\xfe"),
              "{\"time\":\"2026-01-02T00:00:00.007Z\",\"level\":\"error\","
              "\"message\":\"a??\"}\n");
}

}  // namespace
}  // namespace sendpath::app
