#include "store/record_reader.hpp"

#include <fmt/format.h>

namespace sendpath::store {

Result<FlowKey> RecordReader::flow(std::int64_t flow) {
    if (const auto known = flows_.find(flow); known != flows_.end()) return known->second;
    if (!find_flow_) {
        auto prepared =
            Statement::prepare(*db_, "SELECT domain, source, class FROM flow WHERE id = ?1");
        if (!prepared) return prepared.error();
        find_flow_ = *std::move(prepared);
    }
    find_flow_->with(flow);
    const Result<bool> row = find_flow_->step();
    if (!row) return row.error();
    if (!*row) return Error{Errc::io, fmt::format("flow {} is missing from the store", flow)};
    const FlowKey key{find_flow_->integer(0), find_flow_->integer(1), find_flow_->integer(2)};
    find_flow_->reset();
    if (flows_.size() >= kFlowsMax) flows_.clear();
    flows_.emplace(flow, key);
    return key;
}

Result<model::Record> RecordReader::record(const PackedRecord& packed, model::Words& words,
                                           std::vector<model::OverrideReason>& reasons,
                                           model::AuthSet& auth) {
    const auto key = flow(static_cast<std::int64_t>(packed.flow));
    if (!key) return key.error();
    if (!find_names_) {
        auto prepared = Statement::prepare(*db_,
                                           "SELECT (SELECT address FROM source WHERE id = ?1),"
                                           "       (SELECT name FROM domain WHERE id = ?2)");
        if (!prepared) return prepared.error();
        find_names_ = *std::move(prepared);
    }
    find_names_->with(key->source, key->domain);
    const Result<bool> row = find_names_->step();
    if (!row) return row.error();
    const Result<model::IpAddress> source = model::IpAddress::from_packed(find_names_->view(0));
    if (!source) return source.error().within("source.address");

    model::Record record;
    record.source = *source;
    record.header_from = words.intern(find_names_->view(1));
    find_names_->reset();
    Result<model::AuthSet> set = auth_sets_.of_flow(static_cast<std::int64_t>(packed.flow), words);
    if (!set) return set.error();
    auth = *std::move(set);

    WordTexts& texts = auth_sets_.words();
    const auto word = [&](std::uint64_t number) {
        return number == 0 ? model::kNoWord : words.intern(texts.text(number));
    };
    record.messages = static_cast<std::uint64_t>(packed.messages);
    record.disposition = packed.disposition;
    record.dkim = packed.dkim;
    record.spf = packed.spf;
    record.header_from_inferred = packed.header_from_inferred;
    record.disposition_text = word(packed.disposition_text);
    record.dkim_text = word(packed.dkim_text);
    record.spf_text = word(packed.spf_text);
    record.envelope_from = word(packed.envelope_from);
    record.envelope_to = word(packed.envelope_to);
    record.first_reason = static_cast<std::uint32_t>(reasons.size());
    record.reason_count = static_cast<std::uint32_t>(packed.reasons.size());
    for (const PackedRecord::Reason& reason : packed.reasons)
        reasons.push_back({word(reason.type), word(reason.comment)});
    if (texts.error()) return *texts.error();
    return record;
}

}  // namespace sendpath::store
