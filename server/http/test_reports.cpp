#include "http/test_reports.hpp"

#include "base/secret_text.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

constexpr std::size_t kRandom = 22;  // letters, 6 bits each

template <class Tests>
auto place_of(Tests& tests, std::string_view id) {
    return std::ranges::find(tests, id, &TestReport::id);
}

}  // namespace

std::string TestReports::begin(TestReport test) {
    test.id = "sendpath-test-" + random_secret().substr(0, kRandom);
    tests_.push_back(std::move(test));
    if (tests_.size() > kRemembered) tests_.pop_front();
    return tests_.back().id;
}

void TestReports::delivered(std::string_view id, Delivery delivery, Seconds now) {
    const auto test = place_of(tests_, id);
    if (test == tests_.end()) return;
    test->delivery = std::move(delivery);
    test->delivered = now;
}

bool TestReports::arrived(const ingest::TestArrival& arrival, model::IntakeId intake, Seconds now) {
    const auto test = place_of(tests_, arrival.report_id);
    if (test == tests_.end()) return false;
    test->arrival = arrival;
    test->intake = intake;
    test->arrived = now;
    return true;
}

const TestReport* TestReports::find(std::string_view id) const {
    if (id.empty()) return tests_.empty() ? nullptr : &tests_.back();
    const auto test = place_of(tests_, id);
    return test == tests_.end() ? nullptr : &*test;
}

}  // namespace sendpath::http
