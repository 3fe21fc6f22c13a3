#include "ingest/test_report.hpp"

#include <numeric>

namespace sendpath::ingest {

std::optional<TestArrival> test_arrival(const model::Report& report,
                                        const store::OurDomains& ours) {
    const auto* const aggregate = std::get_if<model::AggregateReport>(&report.body);
    if (aggregate == nullptr || aggregate->email != kTestReporter) return std::nullopt;
    const auto add = [](std::uint64_t sum, const model::Record& each) {
        return sum + each.messages;
    };
    const auto& records = aggregate->records;
    const std::string& domain = aggregate->policy.domain.str();
    return TestArrival{.report_id = aggregate->report_id,
                       .domain = domain,
                       .would_count = ours.contains(domain),
                       .records = static_cast<std::int64_t>(records.size()),
                       .messages = static_cast<std::int64_t>(
                           std::accumulate(records.begin(), records.end(), std::uint64_t{0}, add)),
                       .warnings = static_cast<std::int64_t>(report.warnings.size())};
}

}  // namespace sendpath::ingest
