#include "ingest/prepare.hpp"

#include "analysis/report_derivation.hpp"
#include "store/compress.hpp"

#include <algorithm>

namespace sendpath::ingest {
namespace {

Disagreed disagreed(const model::Report& report, const analysis::PublicSuffixes& suffixes) {
    Disagreed found;
    const auto* aggregate = std::get_if<model::AggregateReport>(&report.body);
    if (aggregate == nullptr) return found;
    const auto derived = analysis::derive(*aggregate, suffixes);
    for (std::size_t i = 0; i < derived.size(); ++i) {
        if (derived[i].dkim_agreement != analysis::Agreement::disagree &&
            derived[i].spf_agreement != analysis::Agreement::disagree)
            continue;
        ++found.records;
        found.messages += static_cast<std::int64_t>(aggregate->records[i].messages);
    }
    return found;
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

}  // namespace

store::NewIntake packed_intake(const RawMail& mail) {
    return {.received = mail.received,
            .via = mail.via,
            .name = mail.name,
            .size = static_cast<std::int64_t>(mail.octets.size()),
            .digest = fingerprint_of(mail.octets),
            .packed = store::compressed(mail.octets),
            .envelope = mail.envelope,
            .place = mail.place};
}

PreparedMail prepare(RawMail mail, const Reading& reading) {
    PreparedMail prepared;
    prepared.intake = packed_intake(mail);
    prepared.decoded =
        decode::decode(std::move(mail.octets), {mail.name, mail.received}, reading.limits);
    weigh(prepared, *reading.suffixes);
    return prepared;
}

PreparedMail read_again(const store::PendingIntake& intake, const decode::Limits& limits) {
    Result<std::string> octets = store::decompressed(intake.packed, limits.message);
    if (!octets) {
        const bool too_large = octets.error().code == Errc::too_large;
        return unread(
            intake,
            too_large ? model::HeldReason::message_too_large : model::HeldReason::bad_archive,
            octets.error().detail);
    }
    PreparedMail prepared;
    prepared.intake.received = intake.received;
    prepared.decoded = decode::decode(*std::move(octets), {intake.name, intake.received}, limits);
    return prepared;
}

void weigh(PreparedMail& mail, const analysis::PublicSuffixes& suffixes) {
    for (const model::Report& report : mail.decoded.reports)
        mail.disagreed.push_back(disagreed(report, suffixes));
    mail.weight = mail.intake.packed.size() + weight_of(mail.decoded);
}

PreparedMail unread(const store::PendingIntake& intake, model::HeldReason reason,
                    std::string detail) {
    PreparedMail mail;
    mail.intake.received = intake.received;
    mail.decoded.held.push_back({.reason = reason, .detail = std::move(detail), .part = {}});
    return mail;
}

}  // namespace sendpath::ingest
