#include "base/time.hpp"

#include "base/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace sendpath::time {
namespace {

using namespace std::chrono;

constexpr Day kFirstDay = year(0) / January / 1;  // four digits of a year, as RFC 3339 has them
constexpr Day kLastDay = year(9999) / December / 31;

/// Takes pieces off the front of a text; once something did not fit, everything after fails too.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    int digits(std::size_t least, std::size_t most) {
        std::size_t size = 0;
        int value = 0;
        while (size < rest_.size() && size < most && rest_[size] >= '0' && rest_[size] <= '9')
            value = value * 10 + (rest_[size++] - '0');
        if (size < least) sound_ = false;
        rest_.remove_prefix(size);
        return value;
    }
    void drop_digits() {
        digits(1, 1);
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9')
            rest_.remove_prefix(1);
    }
    bool skip(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void need(std::string_view any_of) {
        if (!skip(any_of)) sound_ = false;
    }
    void spaces() {
        while (!rest_.empty() && text::is_space(rest_.front())) rest_.remove_prefix(1);
    }
    std::string_view letters() {
        std::size_t size = 0;
        while (size < rest_.size() && text::lower(rest_[size]) >= 'a' &&
               text::lower(rest_[size]) <= 'z')
            ++size;
        const std::string_view word = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return word;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool sound() const { return sound_; }

private:
    std::string_view rest_;
    bool sound_ = true;
};

std::optional<Seconds> moment(year_month_day date, int hour, int minute, int second) {
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return sys_days(date) + hours(hour) + minutes(minute) + std::chrono::seconds(second);
}

/// "+0900" or "+09:00" as seconds east of UTC.
std::chrono::seconds offset(Scanner& scan, bool west) {
    const int hour = scan.digits(2, 2);
    scan.skip(":");
    const int minute = scan.digits(0, 2);
    const std::chrono::seconds east = hours(hour) + minutes(minute);
    return west ? -east : east;
}

std::chrono::seconds named_zone(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, int>, 8> zones{{{"EST", -5},
                                                                     {"EDT", -4},
                                                                     {"CST", -6},
                                                                     {"CDT", -5},
                                                                     {"MST", -7},
                                                                     {"MDT", -6},
                                                                     {"PST", -8},
                                                                     {"PDT", -7}}};
    for (const auto& [zone, east] : zones)
        if (text::iequals(zone, name)) return hours(east);
    return std::chrono::seconds(0);  // GMT, UT, and unknown ones count as UTC (RFC 5322 4.3)
}

int month_number(std::string_view name) {
    constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (name.size() < 3) return 0;
    const std::size_t at = months.find(text::lowered(name.substr(0, 3)));
    return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

year_month_day ymd(int y, int m, int d) {
    return year(y) / month(static_cast<unsigned>(m)) / std::chrono::day(static_cast<unsigned>(d));
}

}  // namespace

std::string date(Day day) {
    const year_month_day parts(std::clamp(day, kFirstDay, kLastDay));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()),
                       static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
}

std::string date_time(Seconds time) {
    time = std::clamp<Seconds>(time, kFirstDay, kLastDay + days(1) - std::chrono::seconds(1));
    const Day midnight = floor<days>(time);
    const hh_mm_ss clock(time - midnight);
    return fmt::format("{}T{:02}:{:02}:{:02}Z", date(midnight), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

std::string mail_date(Seconds time) {
    time = std::clamp<Seconds>(time, kFirstDay, kLastDay + days(1) - std::chrono::seconds(1));
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(count(time)));
}

Result<Day> parse_date(std::string_view text) {
    Scanner scan(text);
    const int y = scan.digits(4, 4);
    scan.need("-");
    const int m = scan.digits(2, 2);
    scan.need("-");
    const int d = scan.digits(2, 2);
    const year_month_day date = ymd(y, m, d);
    if (!scan.sound() || !scan.rest().empty() || !date.ok())
        return Error{Errc::bad_syntax, "not a date like 2026-11-24"};
    return Day(date);
}

Result<Stamp> parse_rfc3339(std::string_view text) {
    Error problem{Errc::bad_syntax, "not a time like 2026-11-24T18:00:00Z"};
    Scanner scan(text::trimmed(text));
    const int y = scan.digits(4, 4);
    scan.need("-");
    const int m = scan.digits(2, 2);
    scan.need("-");
    const int d = scan.digits(2, 2);
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!scan.rest().empty()) {
        scan.need("Tt ");
        hour = scan.digits(2, 2);
        scan.need(":");
        minute = scan.digits(2, 2);
        if (scan.skip(":")) second = scan.digits(2, 2);
        if (scan.skip(".,")) scan.drop_digits();
    }
    const auto local = moment(ymd(y, m, d), hour, minute, second);
    if (!scan.sound() || !local) return problem;
    scan.spaces();
    if (scan.rest().empty()) return Stamp{*local, true};
    std::chrono::seconds east{0};
    if (scan.skip("+"))
        east = offset(scan, false);
    else if (scan.skip("-"))
        east = offset(scan, true);
    else if (const auto zone = scan.letters(); !text::iequals(zone, "Z") &&
                                               !text::iequals(zone, "UTC") &&
                                               !text::iequals(zone, "GMT"))
        return problem;
    if (!scan.sound() || !scan.rest().empty()) return problem;
    return Stamp{*local - east, false};
}

Result<Seconds> parse_mail_date(std::string_view text) {
    Error problem{Errc::bad_syntax, "not a mail date"};
    Scanner scan(text::trimmed(text));
    if (!scan.letters().empty()) {
        scan.skip(",");
        scan.spaces();
    }
    const int d = scan.digits(1, 2);
    scan.skip("-");
    scan.spaces();
    const int m = month_number(scan.letters());
    scan.skip("-");
    scan.spaces();
    int y = scan.digits(2, 4);
    if (y < 50)
        y += 2000;
    else if (y < 1000)
        y += 1900;
    scan.spaces();
    const int hour = scan.digits(1, 2);
    scan.need(":");
    const int minute = scan.digits(2, 2);
    const int second = scan.skip(":") ? scan.digits(2, 2) : 0;
    const auto local = moment(ymd(y, m, d), hour, minute, second);
    if (!scan.sound() || !local) return problem;
    scan.spaces();
    std::chrono::seconds east{0};
    if (scan.skip("+"))
        east = offset(scan, false);
    else if (scan.skip("-"))
        east = offset(scan, true);
    else
        east = named_zone(scan.letters());
    if (!scan.sound()) return problem;
    return *local - east;
}

}  // namespace sendpath::time
