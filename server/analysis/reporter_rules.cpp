#include "analysis/reporter_rules.hpp"

#include <algorithm>
#include <map>

namespace sendpath::analysis {
namespace {

using std::chrono::days;

constexpr std::int64_t kGapsMissed = 3;
constexpr std::int64_t kSilentAtLeast = 3;  // days

/// The value that `percent` of a list, in order, are not above; Source: nearest rank.
template <class Value>
Value ranked(const std::vector<Value>& ordered, std::size_t percent) {
    return ordered[(ordered.size() * percent + 99) / 100 - 1];
}

/// What reporters told of, by day.
using Told = std::map<Day, std::map<std::int64_t, std::int64_t>>;

DayCompleteness completeness_on(Day day, const Told& told) {
    const auto begin = told.lower_bound(day - days(kUsualWindow));
    const auto end = told.upper_bound(day + days(kUsualWindow));
    struct Usual {
        std::int64_t days = 0;
        std::int64_t messages = 0;
    };
    std::map<std::int64_t, Usual> reporters;
    std::int64_t all_days = 0;
    for (auto each = begin; each != end; ++each) {
        ++all_days;
        for (const auto& [reporter, messages] : each->second) {
            Usual& usual = reporters[reporter];
            ++usual.days;
            usual.messages += messages;
        }
    }
    DayCompleteness found{.day = day};
    double weight = 0;
    double present = 0;
    const auto& on_day = told.at(day);
    for (const auto& [reporter, usual] : reporters) {
        if (2 * usual.days < all_days) continue;
        const double average =
            static_cast<double>(usual.messages) / static_cast<double>(usual.days);
        ++found.usual;
        weight += average;
        if (!on_day.contains(reporter)) continue;
        ++found.told;
        present += average;
    }
    if (weight > 0) found.share = present / weight;
    return found;
}

}  // namespace

Rhythm rhythm_of(std::span<const Day> told, Day today) {
    if (told.size() < kDaysOfRhythm) return {};
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < told.size(); ++i) gaps.push_back((told[i] - told[i - 1]).count());
    std::ranges::sort(gaps);
    Rhythm rhythm;
    rhythm.usual_gap = ranked(gaps, 50);
    rhythm.silent =
        (today - told.back()).count() > std::max(kGapsMissed * rhythm.usual_gap, kSilentAtLeast);
    return rhythm;
}

std::optional<Delay> delay_of(std::vector<std::chrono::seconds> delays) {
    if (delays.empty()) return std::nullopt;
    std::ranges::sort(delays);
    return Delay{ranked(delays, 50), ranked(delays, 90), static_cast<std::int64_t>(delays.size())};
}

std::vector<Comparison> compared(std::span<const Sighting> sightings) {
    Sighting all;
    for (const Sighting& each : sightings) {
        all.messages += each.messages;
        all.passing += each.passing;
    }
    const auto mostly_fails = [](std::int64_t messages, std::int64_t passing) {
        return passing * 10 <= messages;
    };
    const auto mostly_passes = [](std::int64_t messages, std::int64_t passing) {
        return passing * 10 >= messages * 9;
    };
    std::vector<Comparison> found;
    for (const Sighting& each : sightings) {
        const std::int64_t others = all.messages - each.messages;
        const std::int64_t passing = all.passing - each.passing;
        if (each.messages < kMessagesCompared || others < kMessagesCompared) continue;
        const bool differs =
            (mostly_fails(each.messages, each.passing) && mostly_passes(others, passing)) ||
            (mostly_passes(each.messages, each.passing) && mostly_fails(others, passing));
        found.push_back({each.reporter, differs});
    }
    return found;
}

std::vector<DayCompleteness> completeness_of(std::span<const ToldDay> told, Day from, Day to) {
    Told by_day;
    for (const ToldDay& each : told) by_day[each.day][each.reporter] += each.messages;
    std::vector<DayCompleteness> found;
    for (auto day = by_day.lower_bound(from); day != by_day.end() && day->first <= to; ++day)
        found.push_back(completeness_on(day->first, by_day));
    return found;
}

}  // namespace sendpath::analysis
