#include "http/test_report_json.hpp"

#include "http/json_parts.hpp"
#include "http/published.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

/// Done when `at` is there.
json::object stage(std::string_view name, std::string_view otherwise, std::optional<Seconds> at) {
    json::object object;
    object["stage"] = name;
    object["state"] = at ? "done" : otherwise;
    object["at"] = or_null(at);
    return object;
}

// The mail may be read before the sink's conversation has come to its end.
json::array stages(const TestReport& test) {
    const auto& delivery = test.delivery;
    const bool failed = delivery && !delivery->trouble.empty();
    const bool connected = test.arrival || (delivery && delivery->connected);
    const bool taken = test.arrival || (delivery && !failed);
    const Seconds delivered = delivery ? test.delivered : test.arrived;
    const auto when = [](bool done, Seconds at) { return done ? std::optional(at) : std::nullopt; };
    json::array array;
    array.push_back(stage("built", "waiting", test.begun));
    array.push_back(stage("connected", failed ? "failed" : "waiting", when(connected, delivered)));
    array.push_back(stage("taken",
                          !failed     ? "waiting"
                          : connected ? "failed"
                                      : "skipped",
                          when(taken, delivered)));
    array.push_back(stage("decoded", failed ? "skipped" : "waiting",
                          when(test.arrival.has_value(), test.arrived)));
    return array;
}

json::value trouble(const TestReport& test) {
    if (test.arrival || !test.delivery || test.delivery->trouble.empty()) return nullptr;
    json::object object;
    object["reason"] = test.delivery->trouble;
    object["detail"] = shown(test.delivery->detail);
    return object;
}

json::value arrival(const TestReport& test) {
    if (!test.arrival) return nullptr;
    json::object object;
    object["intake"] = test.intake.value;
    object["would_count"] = test.arrival->would_count;
    object["records"] = test.arrival->records;
    object["messages"] = test.arrival->messages;
    object["warnings"] = test.arrival->warnings;
    return object;
}

}  // namespace

json::object test_report_json(const TestReport& test, Seconds now) {
    json::object object;
    object["id"] = test.id;
    object["domain"] = test.domain.str();
    object["door"] = test.recipient.empty() ? "upload" : "smtp";
    object["server"] = filled(test.delivery ? test.delivery->server : std::string());
    object["recipient"] = filled(test.recipient);
    object["begun"] = count(test.begun);
    json::value failed = trouble(test);
    const bool under_way = !test.arrival && failed.is_null();
    object["state"] = test.arrival ? "arrived" : under_way ? "under_way" : "failed";
    object["late"] = under_way && now - test.begun > kTestLate;
    object["stages"] = stages(test);
    object["trouble"] = std::move(failed);
    object["arrival"] = arrival(test);
    return object;
}

}  // namespace sendpath::http
