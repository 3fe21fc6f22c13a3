#include "app/summary.hpp"

#include "app/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::app {
namespace {

std::string number(std::int64_t value) {
    return grouped(static_cast<std::uint64_t>(value));
}

}  // namespace

std::string summary(const ingest::Tally& tally, std::string_view verb) {
    std::string text = fmt::format("{} {} mails and files\n", verb, number(tally.mails));
    const auto line = [&](std::int64_t value, std::string_view what) {
        text += fmt::format("  {:>11}  {}\n", number(value), what);
    };
    line(tally.reports(),
         fmt::format("new reports ({} aggregate, {} failure, {} TLS)", number(tally.aggregate),
                     number(tally.failure), number(tally.tls)));
    line(tally.known + tally.duplicates,
         fmt::format("duplicates ({} mails and {} reports that were "
                     "here before)",
                     number(tally.known), number(tally.duplicates)));
    if (tally.conflicts > 0)
        line(tally.conflicts,
             "of them in conflict with an earlier one: both kept, the larger counts");
    if (tally.foreign > 0)
        line(tally.foreign, "of them for domains that are not in `domains`: kept, not counted");
    if (tally.skipped_records > 0)
        line(tally.skipped_records, "records left out, listed with their reports");
    if (tally.tests > 0) line(tally.tests, "test reports of Sendpath's own: read, not counted");
    if (tally.warnings > 0) line(tally.warnings, "warnings, listed with their reports");
    auto held = tally.held;
    std::ranges::sort(held, std::ranges::greater{}, &decltype(held)::value_type::second);
    for (const auto& [reason, count] : held)
        text += fmt::format("  {:>11}  held, {}: {}\n", number(count), model::name(reason),
                            model::advice(reason));
    return text;
}

}  // namespace sendpath::app
