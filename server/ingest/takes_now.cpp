#include "ingest/takes_now.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::ingest {
namespace {

constexpr std::size_t kNamedMax = 3;  // recipients that a held report names

model::Takes taken_kinds(const store::Envelope& envelope, const TakesNow& now) {
    if (!now || envelope.recipients.empty()) return envelope.takes;
    model::Takes kinds = model::kTakesNothing;
    for (const std::string& each : envelope.recipients)
        kinds = either(kinds, now(each).value_or(envelope.takes));
    return kinds;
}

std::string_view kind_of(const model::Report& report) {
    if (std::holds_alternative<model::FailureReport>(report.body)) return "failure report";
    return std::holds_alternative<model::TlsReport>(report.body) ? "TLS report"
                                                                 : "aggregate report";
}

/// The distinct recipients, the first few of them.
std::string recipients_of(const store::Deliveries& deliveries) {
    std::vector<std::string_view> all;
    for (const store::Envelope& envelope : deliveries.envelopes)
        for (const std::string& each : envelope.recipients)
            if (std::ranges::find(all, each) == all.end()) all.emplace_back(each);
    const bool more = all.size() > kNamedMax;
    if (more) all.resize(kNamedMax);
    return fmt::format("{}{}", fmt::join(all, ", "), more ? ", ..." : "");
}

}  // namespace

model::Takes taken_kinds(const store::Deliveries& deliveries, const TakesNow& now) {
    if (deliveries.other_door || deliveries.envelopes.empty()) return {};
    model::Takes kinds = model::kTakesNothing;
    for (const store::Envelope& each : deliveries.envelopes)
        kinds = either(kinds, taken_kinds(each, now));
    return kinds;
}

bool takes(model::Takes kinds, const model::Report& report) {
    if (std::holds_alternative<model::FailureReport>(report.body)) return kinds.ruf;
    if (std::holds_alternative<model::TlsReport>(report.body)) return kinds.tls;
    return kinds.rua;
}

model::Held not_taken(const model::Report& report, const store::Deliveries& deliveries) {
    return {.reason = model::HeldReason::not_taken_here,
            .detail = fmt::format("{}, sent to {}", kind_of(report), recipients_of(deliveries)),
            .part = report.part};
}

}  // namespace sendpath::ingest
