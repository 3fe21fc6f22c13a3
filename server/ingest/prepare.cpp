#include "ingest/prepare.hpp"

#include "analysis/report_derivation.hpp"
#include "store/compress.hpp"

#include <algorithm>

namespace sendpath::ingest {
namespace {

/// Records of which the reporter says something that its own raw results do not bear out.
std::int64_t disagreed(const model::Report& report, const analysis::PublicSuffixes& suffixes) {
    const auto* aggregate = std::get_if<model::AggregateReport>(&report.body);
    if (aggregate == nullptr) return 0;
    const auto derived = analysis::derive(*aggregate, suffixes);
    return std::ranges::count_if(derived, [](const analysis::RecordDerivation& each) {
        return each.dkim_agreement == analysis::Agreement::disagree ||
               each.spf_agreement == analysis::Agreement::disagree;
    });
}

std::size_t weight_of(const model::Decoded& decoded) {
    std::size_t weight = 1'000;
    for (const model::Report& report : decoded.reports) {
        weight += 1'000 + report.warnings.size() * 100 + report.skipped.size() * 100;
        if (const auto* aggregate = std::get_if<model::AggregateReport>(&report.body))
            weight += 2'000 + aggregate->records.size() * sizeof(model::Record) +
                      aggregate->auth_sets.size() * 200 + aggregate->words.size() * 40;
    }
    return weight;
}

void read(std::string octets, const std::string& name, Seconds received, const Reading& reading,
          PreparedMail& into) {
    into.decoded = decode::decode(std::move(octets), {name, received}, reading.limits);
    for (const model::Report& report : into.decoded.reports)
        into.disagreed.push_back(disagreed(report, *reading.suffixes));
    into.weight = into.intake.packed.size() + weight_of(into.decoded);
}

}  // namespace

store::NewIntake packed_intake(const RawMail& mail) {
    return {.received = mail.received,
            .via = mail.via,
            .name = mail.name,
            .size = static_cast<std::int64_t>(mail.octets.size()),
            .digest = fingerprint_of(mail.octets),
            .packed = store::compressed(mail.octets),
            .envelope = mail.envelope};
}

PreparedMail prepare(RawMail mail, const Reading& reading) {
    PreparedMail prepared;
    prepared.intake = packed_intake(mail);
    read(std::move(mail.octets), mail.name, mail.received, reading, prepared);
    return prepared;
}

PreparedMail prepare_again(std::string octets, const store::PendingIntake& intake,
                           const Reading& reading) {
    PreparedMail prepared;
    prepared.intake.received = intake.received;
    read(std::move(octets), intake.name, intake.received, reading, prepared);
    return prepared;
}

}  // namespace sendpath::ingest
