#include "store/packed_records.hpp"

namespace sendpath::store {
namespace {

// The second octet of a record: what follows it.
constexpr std::uint8_t kEnvelopeFrom = 1;
constexpr std::uint8_t kEnvelopeTo = 2;
constexpr std::uint8_t kReasons = 4;
constexpr std::uint8_t kTexts = 8;  // a word outside the standards among the results
constexpr std::uint8_t kInferred = 16;
constexpr unsigned kOverrideBits = 5;  // the three highest

const Error kDamaged{Errc::bad_syntax, "record_list.packed is damaged"};

std::uint8_t disposition_class(model::Disposition disposition) {
    switch (disposition) {
        case model::Disposition::absent:
        case model::Disposition::none:
        case model::Disposition::pass: return 0;
        case model::Disposition::quarantine: return 1;
        case model::Disposition::reject: return 2;
        case model::Disposition::unknown: return 3;
    }
    return 3;
}

}  // namespace

Outcome outcome_of(const PackedRecord& record) {
    const unsigned aligned = (record.dkim == model::Evaluated::pass ? 1U : 0U) |
                             (record.spf == model::Evaluated::pass ? 2U : 0U);
    return static_cast<Outcome>(aligned |
                                static_cast<unsigned>(disposition_class(record.disposition)) << 2U |
                                static_cast<unsigned>(record.override_class) << kOverrideShift);
}

void pack(const PackedRecord& record, Packer& into) {
    const bool texts = (record.disposition_text | record.dkim_text | record.spf_text) != 0;
    const unsigned results = static_cast<unsigned>(record.disposition) |
                             static_cast<unsigned>(record.dkim) << 3U |
                             static_cast<unsigned>(record.spf) << 5U;
    const unsigned follows = (record.envelope_from != 0 ? kEnvelopeFrom : 0U) |
                             (record.envelope_to != 0 ? kEnvelopeTo : 0U) |
                             (!record.reasons.empty() ? kReasons : 0U) | (texts ? kTexts : 0U) |
                             (record.header_from_inferred ? kInferred : 0U) |
                             static_cast<unsigned>(record.override_class) << kOverrideBits;
    into.number(record.flow)
        .number(static_cast<std::uint64_t>(record.messages))
        .octet(static_cast<std::uint8_t>(results))
        .octet(static_cast<std::uint8_t>(follows));
    if (record.envelope_from != 0) into.number(record.envelope_from);
    if (record.envelope_to != 0) into.number(record.envelope_to);
    if (!record.reasons.empty()) {
        into.number(record.reasons.size());
        for (const auto& reason : record.reasons) into.number(reason.type).number(reason.comment);
    }
    if (texts)
        into.number(record.disposition_text).number(record.dkim_text).number(record.spf_text);
}

Result<bool> RecordCursor::next(PackedRecord& record) {
    if (read_.at_end()) return false;
    record.flow = read_.number();
    record.messages = static_cast<std::int64_t>(read_.number());
    const std::uint8_t results = read_.octet();
    const std::uint8_t follows = read_.octet();
    record.disposition = static_cast<model::Disposition>(results & 7U);
    record.dkim = static_cast<model::Evaluated>((results >> 3U) & 3U);
    record.spf = static_cast<model::Evaluated>((results >> 5U) & 3U);
    record.header_from_inferred = (follows & kInferred) != 0;
    record.override_class = static_cast<model::OverrideClass>(follows >> kOverrideBits);
    record.envelope_from = (follows & kEnvelopeFrom) != 0 ? read_.number() : 0;
    record.envelope_to = (follows & kEnvelopeTo) != 0 ? read_.number() : 0;
    record.reasons.clear();
    for (std::uint64_t left = (follows & kReasons) != 0 ? read_.number() : 0;
         left > 0 && read_.sound(); --left) {
        const std::uint64_t type = read_.number();
        record.reasons.push_back({type, read_.number()});
    }
    const bool texts = (follows & kTexts) != 0;
    record.disposition_text = texts ? read_.number() : 0;
    record.dkim_text = texts ? read_.number() : 0;
    record.spf_text = texts ? read_.number() : 0;
    if (!read_.sound() || record.messages < 0 || record.disposition > model::Disposition::unknown ||
        record.override_class > model::OverrideClass::other)
        return kDamaged;
    return true;
}

}  // namespace sendpath::store
