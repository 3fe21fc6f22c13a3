#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace sendpath::app {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBar = 28;  // characters
constexpr std::chrono::milliseconds kBetweenLines = 5s;

std::string clock_text(std::chrono::seconds left) {
    const auto all = left.count();
    return all < 3600 ? fmt::format("{}:{:02}", all / 60, all % 60)
                      : fmt::format("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
}

}  // namespace

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string progress_line(std::string_view what, std::string_view things, const Done& done) {
    const double share =
        done.whole == 0
            ? 1.0
            : std::min(1.0, static_cast<double>(done.part) / static_cast<double>(done.whole));
    const double seconds = std::max(0.001, static_cast<double>(done.elapsed.count()) / 1000.0);
    const auto filled = static_cast<std::size_t>(share * kBar);
    std::string line = fmt::format(
        "{}  [{}{}]  {:3.0f} %  {} {}  {}/s", what, std::string(filled, '#'),
        std::string(kBar - filled, '.'), share * 100.0, grouped(done.things), things,
        grouped(static_cast<std::uint64_t>(static_cast<double>(done.things) / seconds)));
    if (share > 0.01 && share < 1.0) {
        const std::chrono::seconds left(std::lround(seconds * (1.0 - share) / share));
        line += fmt::format("  {} left", clock_text(left));
    }
    return line;
}

Progress::Progress(std::string what, std::string things)
    : what_(std::move(what)), things_(std::move(things)), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (terminal_ && last_ > 0ms) fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(const Done& done) {
    if (!terminal_ && done.elapsed - last_ < kBetweenLines) return;
    last_ = done.elapsed;
    const std::string line = progress_line(what_, things_, done);
    fmt::print(stderr, "{}{}{}", terminal_ ? "\r" : "", line, terminal_ ? "\x1b[K" : "\n");
    std::fflush(stderr);
}

}  // namespace sendpath::app
