#pragma once

#include "config/log.hpp"

#include <chrono>
#include <string>

namespace sendpath::app {

/// A line of the log as an object on one line: time (UTC, to a millisecond), level, message. Octets
/// that are no UTF-8 become question marks.
[[nodiscard]] std::string json_line(std::chrono::system_clock::time_point time,
                                    std::string_view level, std::string_view message);

/// From now on the log is written like this.
void set_up_log(const config::Log& log);

}  // namespace sendpath::app
