#include "ingest/outcome.hpp"

#include <algorithm>

namespace sendpath::ingest {

void Tally::add(const MailOutcome& mail) {
    ++mails;
    if (mail.known) ++known;
    skipped_records += mail.skipped_records;
    warnings += mail.warnings;
    tests += static_cast<std::int64_t>(mail.tests.size());
    for (const ReportOutcome& report : mail.reports) {
        switch (report.added) {
            case store::Added::duplicate: ++duplicates; continue;
            case store::Added::foreign: ++foreign; break;
            case store::Added::conflict: ++conflicts; break;
            case store::Added::counted: break;
        }
        switch (report.kind) {
            case store::ReportKind::aggregate: ++aggregate; break;
            case store::ReportKind::failure: ++failure; break;
            case store::ReportKind::tls: ++tls; break;
        }
    }
    for (const model::Held& each : mail.held) {
        const auto same = std::ranges::find(held, each.reason, &decltype(held)::value_type::first);
        if (same == held.end())
            held.emplace_back(each.reason, 1);
        else
            ++same->second;
    }
}

std::int64_t Tally::held_in_all() const {
    std::int64_t sum = 0;
    for (const auto& [reason, count] : held) sum += count;
    return sum;
}

}  // namespace sendpath::ingest
