#include "analysis/change_points.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace sendpath::analysis {
namespace {

/// Twice the gain in log-likelihood that two shares have over one; 20 is one in 100,000 by chance,
/// which leaves room for the many days that are tried.
constexpr double kGainMin = 20;

struct Sums {
    std::int64_t messages = 0;
    std::int64_t counted = 0;

    void operator+=(const Sums& more) {
        messages += more.messages;
        counted += more.counted;
    }
    [[nodiscard]] double share() const {
        return messages == 0 ? 0 : static_cast<double>(counted) / static_cast<double>(messages);
    }
};

/// One metric of all reporters by day.
struct DaySums {
    Day day;
    Sums sums;
};
using Days = std::vector<DaySums>;

std::int64_t counted(const DayOfReporter& row, Metric metric) {
    switch (metric) {
        case Metric::dkim_aligned: return row.dkim_aligned;
        case Metric::spf_aligned: return row.spf_aligned;
        case Metric::passing: return row.passing;
    }
    return 0;
}

Days days_of(std::span<const DayOfReporter> rows, Metric metric) {
    std::map<Day, Sums> by_day;
    for (const DayOfReporter& row : rows)
        if (row.messages > 0) by_day[row.day] += {row.messages, counted(row, metric)};
    Days days;
    days.reserve(by_day.size());
    for (const auto& [day, sums] : by_day) days.push_back({day, sums});
    return days;
}

/// Log-likelihood of a share that explains `sums`.
double likelihood(const Sums& sums) {
    const auto part = [&](std::int64_t count) {
        if (count <= 0) return 0.0;
        const auto n = static_cast<double>(count);
        return n * std::log(n / static_cast<double>(sums.messages));
    };
    return part(sums.counted) + part(sums.messages - sums.counted);
}

struct Split {
    std::size_t at = 0;  ///< index of the first day after
    double gain = 0;
    bool allowed = false;
};

bool is_large(const Sums& before, const Sums& after) {
    return std::abs(before.share() - after.share()) * 100 >= static_cast<double>(kChangeMin) &&
           before.messages >= kChangeMessagesMin && after.messages >= kChangeMessagesMin;
}

/// The best place to cut days[first, end) in two. Where too little is known on one side of it there
/// is no change yet: the next best place would be a wrong date.
std::optional<std::size_t> best_split(const Days& days, std::size_t first, std::size_t end) {
    Sums all;
    for (std::size_t i = first; i < end; ++i) all += days[i].sums;
    Split best;
    Sums before;
    for (std::size_t i = first + 1; i < end; ++i) {
        before += days[i - 1].sums;
        const Sums after{all.messages - before.messages, all.counted - before.counted};
        const double gain = 2 * (likelihood(before) + likelihood(after) - likelihood(all));
        if (gain <= best.gain) continue;
        const bool enough_days = static_cast<std::int64_t>(i - first) >= kChangeDaysMin &&
                                 static_cast<std::int64_t>(end - i) >= kChangeDaysMin;
        best = {i, gain, enough_days && is_large(before, after)};
    }
    if (best.gain < kGainMin || !best.allowed) return std::nullopt;
    return best.at;
}

/// Cuts until no part has a change in it; the cuts come out in the order of their days.
void split_all(const Days& days, std::size_t first, std::size_t end,
               std::vector<std::size_t>& cuts) {
    const std::optional<std::size_t> at = best_split(days, first, end);
    if (!at) return;
    split_all(days, first, *at, cuts);
    cuts.push_back(*at);
    split_all(days, *at, end, cuts);
}

/// Between the cuts before and after the one that is told, so that an older change is not blurred
/// by a newer one.
struct Stretch {
    Day from;
    Day first_after;
    Day to;

    [[nodiscard]] bool before(Day day) const { return day >= from && day < first_after; }
    [[nodiscard]] bool after(Day day) const { return day >= first_after && day <= to; }
};

void ask_reporters(ChangePoint& change, std::span<const DayOfReporter> rows,
                   const Stretch& stretch) {
    std::map<std::int64_t, std::pair<Sums, Sums>> by_reporter;
    for (const DayOfReporter& row : rows) {
        const Sums sums{row.messages, counted(row, change.metric)};
        if (stretch.before(row.day)) by_reporter[row.reporter].first += sums;
        if (stretch.after(row.day)) by_reporter[row.reporter].second += sums;
    }
    for (const auto& [reporter, sides] : by_reporter) {
        const auto& [before, after] = sides;
        if (before.messages == 0 || after.messages == 0) continue;
        ++change.reporters;
        const double step = after.share() - before.share();
        const bool same_way = change.lost ? step < 0 : step > 0;
        if (same_way && std::abs(step) * 200 >= static_cast<double>(kChangeMin))
            ++change.reporters_agreed;
    }
}

struct Sides {
    std::int64_t before = 0;
    std::int64_t after = 0;
};
using NameSides = std::map<std::string_view, Sides>;

/// The name of most messages on a side; empty when none has the majority.
std::string_view leader(const NameSides& names, std::int64_t Sides::* side) {
    std::int64_t all = 0;
    for (const auto& [name, sides] : names) all += sides.*side;
    for (const auto& [name, sides] : names)
        if (sides.*side * 2 > all) return name;
    return {};
}

void ask_names(ChangePoint& change, std::span<const DayOfName> rows, const Stretch& stretch) {
    for (const NameKind kind :
         {NameKind::selector, NameKind::dkim_domain, NameKind::spf_domain, NameKind::address}) {
        NameSides names;
        for (const DayOfName& row : rows) {
            if (row.kind != kind) continue;
            if (stretch.before(row.day)) names[row.name].before += row.messages;
            if (stretch.after(row.day)) names[row.name].after += row.messages;
        }
        const std::string_view before = leader(names, &Sides::before);
        const std::string_view after = leader(names, &Sides::after);
        if (!before.empty() && !after.empty() && before != after)
            change.successions.push_back({kind, std::string(before), std::string(after)});
    }
}

std::vector<ChangePoint> changes_of(const PathSeries& series, Metric metric) {
    const Days days = days_of(series.days, metric);
    std::vector<std::size_t> cuts;
    split_all(days, 0, days.size(), cuts);
    std::vector<ChangePoint> changes;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const std::size_t from = i == 0 ? 0 : cuts[i - 1];
        const std::size_t end = i + 1 == cuts.size() ? days.size() : cuts[i + 1];
        Sums before;
        Sums after;
        for (std::size_t at = from; at < cuts[i]; ++at) before += days[at].sums;
        for (std::size_t at = cuts[i]; at < end; ++at) after += days[at].sums;
        // A later cut may have taken away what made an earlier one a change.
        if (!is_large(before, after)) continue;
        ChangePoint change;
        change.metric = metric;
        change.lost = after.share() < before.share();
        change.last_before = days[cuts[i] - 1].day;
        change.first_after = days[cuts[i]].day;
        change.before_count = before.counted;
        change.before_messages = before.messages;
        change.after_count = after.counted;
        change.after_messages = after.messages;
        const Stretch stretch{days[from].day, change.first_after, days[end - 1].day};
        ask_reporters(change, series.days, stretch);
        ask_names(change, series.names, stretch);
        changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace

std::vector<ChangePoint> change_points(const PathSeries& series) {
    std::vector<ChangePoint> changes;
    for (const Metric metric : {Metric::dkim_aligned, Metric::spf_aligned, Metric::passing})
        for (ChangePoint& change : changes_of(series, metric)) changes.push_back(std::move(change));
    std::ranges::sort(changes, {}, [](const ChangePoint& change) {
        return std::pair(-count(change.first_after), change.metric);
    });
    if (changes.size() > kChangesMax) changes.resize(kChangesMax);
    return changes;
}

std::string english(const ChangePoint& change) {
    std::string text = change.lost ? "lost " : "gained ";
    switch (change.metric) {
        case Metric::dkim_aligned: text += "DKIM alignment"; break;
        case Metric::spf_aligned: text += "SPF alignment"; break;
        case Metric::passing: text += "DMARC passes"; break;
    }
    text += " between " + time::date(change.last_before) + " and " + time::date(change.first_after);
    if (change.reporters > 1)
        text += ", seen by " + std::to_string(change.reporters_agreed) + " of " +
                std::to_string(change.reporters) + " reporters";
    const char* joint = ", when ";
    for (const Succession& each : change.successions) {
        switch (each.kind) {
            case NameKind::selector: text.append(joint).append("selector "); break;
            case NameKind::dkim_domain: text.append(joint).append("signing domain "); break;
            case NameKind::spf_domain: text.append(joint).append("return path "); break;
            case NameKind::address: text.append(joint).append("address "); break;
        }
        text += each.before + " gave way to " + each.after;
        joint = " and ";
    }
    return text;
}

std::string_view name(Metric metric) {
    switch (metric) {
        case Metric::dkim_aligned: return "dkim_aligned";
        case Metric::spf_aligned: return "spf_aligned";
        case Metric::passing: return "passing";
    }
    return {};
}

std::string_view name(NameKind kind) {
    switch (kind) {
        case NameKind::selector: return "selector";
        case NameKind::dkim_domain: return "dkim_domain";
        case NameKind::spf_domain: return "spf_domain";
        case NameKind::address: return "address";
    }
    return {};
}

}  // namespace sendpath::analysis
