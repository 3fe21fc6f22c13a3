#include "http/json_parts.hpp"

namespace sendpath::http {

namespace json = boost::json;

json::value or_null(const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value(nullptr);
}

json::value filled(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value or_null(const std::optional<Day>& day) {
    return day ? json::value(time::date(*day)) : json::value(nullptr);
}

json::value or_null(const std::optional<Seconds>& time) {
    return time ? json::value(count(*time)) : json::value(nullptr);
}

json::value or_null(const std::optional<std::int64_t>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::array texts(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

void put_counts(json::object& object, const store::Counts& counts) {
    object["messages"] = counts.messages;
    object["pass"] = counts.pass();
    object["fail"] = counts.fail;
    object["dkim_aligned"] = counts.dkim_aligned();
    object["spf_aligned"] = counts.spf_aligned();
    object["both_aligned"] = counts.both_aligned;
    object["dkim_only"] = counts.dkim_only;
    object["spf_only"] = counts.spf_only;
    object["none"] = counts.none;
    object["quarantine"] = counts.quarantine;
    object["reject"] = counts.reject;
}

json::object day_json(const store::DayCounts& day) {
    json::object object;
    object["day"] = time::date(day.day);
    put_counts(object, day.counts);
    return object;
}

json::object policy_json(const model::PublishedPolicy& policy) {
    json::object object;
    object["p"] = or_null(policy.p);
    object["sp"] = or_null(policy.sp);
    object["np"] = or_null(policy.np);
    object["adkim"] = or_null(policy.adkim);
    object["aspf"] = or_null(policy.aspf);
    object["pct"] = or_null(policy.pct);
    object["testing"] = or_null(policy.testing);
    return object;
}

json::value seen_policy_json(const std::optional<store::SeenPolicy>& seen) {
    if (!seen) return nullptr;
    json::object object = policy_json(seen->policy);
    object["seen"] = time::date(seen->seen);
    return object;
}

void put_name(json::object& object, const store::SourceName* name) {
    const bool named = name != nullptr && name->name;
    object["source_name"] = named ? json::value(*name->name) : json::value(nullptr);
    object["source_name_confirmed"] = named ? json::value(name->confirmed) : json::value(nullptr);
    object["source_name_looked_up"] =
        name != nullptr ? json::value(count(name->looked_up)) : json::value(nullptr);
}

Result<json::object> meta_json(sqlite3& db, const store::Filter& filter) {
    const Result<store::Extent> extent = store::extent(db, filter.domains);
    if (!extent) return extent.error();
    json::object object;
    object["from"] = or_null(filter.period.from);
    object["to"] = or_null(filter.period.to);
    object["first_day"] = or_null(extent->first_day);
    object["data_through"] = or_null(extent->last_day);
    object["generation"] = extent->generation;
    return object;
}

Answer list_answer(json::array data, const std::optional<std::string>& cursor, json::object meta) {
    json::object object;
    object["data"] = std::move(data);
    object["page"] = json::object{{"next_cursor", or_null(cursor)}};
    object["meta"] = std::move(meta);
    return json_answer(object);
}

Answer object_answer(json::value data, json::object meta) {
    json::object object;
    object["data"] = std::move(data);
    object["meta"] = std::move(meta);
    return json_answer(object);
}

}  // namespace sendpath::http
