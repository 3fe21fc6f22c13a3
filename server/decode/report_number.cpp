#include "decode/report_number.hpp"

#include "base/text.hpp"

#include <charconv>

namespace sendpath::decode {
namespace {

constexpr std::int64_t kSecondsMax = 100'000'000'000;  // beyond it the unit is finer; year 5138

bool is_fraction(std::string_view text) {
    return text.size() > 1 && (text.front() == '.' || text.front() == ',') &&
           text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

bool is_zeros(std::string_view text) {
    return text.find_first_not_of('0', 1) == std::string_view::npos;
}

}  // namespace

std::optional<ReportTime> report_time(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (problem == std::errc{} && (rest.empty() || rest == "." || is_fraction(rest))) {
        ReportTime time;
        time.odd = value > kSecondsMax;
        while (value > kSecondsMax) value /= 1000;
        time.time = seconds(value);
        return time;
    }
    const Result<time::Stamp> stamp = time::parse_rfc3339(text);
    if (!stamp) return std::nullopt;
    return ReportTime{stamp->time, true};
}

std::optional<MessageCount> message_count(std::string_view text) {
    MessageCount count;
    const auto [end, problem] =
        std::from_chars(text.data(), text.data() + text.size(), count.messages);
    const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    count.odd = !rest.empty();
    if (problem != std::errc{} || count.messages > kMessagesMax) return std::nullopt;
    if (count.odd && !(is_fraction(rest) && is_zeros(rest))) return std::nullopt;
    return count;
}

}  // namespace sendpath::decode
