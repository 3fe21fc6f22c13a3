#include "http/completeness_json.hpp"

#include <algorithm>

namespace sendpath::http {

namespace json = boost::json;
using analysis::DayCompleteness;

void put_completeness(json::object& meta, const store::Completeness& completeness) {
    meta["complete_through"] = or_null(completeness.data_through);
    meta["incomplete_days"] =
        std::ranges::count_if(completeness.days, [&](const DayCompleteness& each) {
            return !completeness.data_through || each.day > *completeness.data_through;
        });
}

json::object told_day_json(const store::DayCounts& day, const store::Completeness& completeness) {
    json::object object = day_json(day);
    const auto found =
        std::ranges::lower_bound(completeness.days, day.day, {}, &DayCompleteness::day);
    const bool known = found != completeness.days.end() && found->day == day.day;
    object["complete"] = nullptr;
    object["told_percent"] = nullptr;
    if (!known) return object;
    object["complete"] = found->is_complete();
    object["told_percent"] = static_cast<std::int64_t>(found->share * 100);
    return object;
}

}  // namespace sendpath::http
