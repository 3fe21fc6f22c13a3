#include "http/report_json_parts.hpp"

#include <boost/json/array.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using model::AggregateReport;
using model::Record;

json::string_view view(std::string_view text) {
    return {text.data(), text.size()};
}

/// The word of a class; of a word outside the standards, the word itself.
template <class Class>
json::value class_word(Class value, std::string_view own) {
    if (value == Class::unknown && !own.empty()) return text_or_null(own);
    return text_or_null(name(value));
}

/// The words of before RFC 7208 have no class of their own, only a reading. Source: RFC 7489
/// appendix C, the comment in its schema.
json::value spf_word(model::SpfResult value, std::string_view own) {
    if (value == model::SpfResult::error) return own == "unknown" ? "temperror" : "permerror";
    return class_word(value, own);
}

/// Adds the reporter's own word where it is not the word shown.
void put_own_word(json::object& out, std::string_view own) {
    if (!own.empty() && view(own) != out.at("result").as_string()) out["result_text"] = view(own);
}

json::array dkim_json(const AggregateReport& report, const model::AuthSet& set) {
    json::array out;
    out.reserve(set.dkim.size());
    for (const model::DkimAuth& auth : set.dkim) {
        const std::string_view own = report.words.text(auth.result_text);
        json::object each{{"domain", text_or_null(report.words.text(auth.domain))},
                          {"selector", text_or_null(report.words.text(auth.selector))},
                          {"result", class_word(auth.result, own)},
                          {"human_result", text_or_null(report.words.text(auth.human_result))}};
        if (each.at("result").is_string()) put_own_word(each, own);
        out.push_back(std::move(each));
    }
    return out;
}

json::array spf_json(const AggregateReport& report, const model::AuthSet& set) {
    json::array out;
    out.reserve(set.spf.size());
    for (const model::SpfAuth& auth : set.spf) {
        const std::string_view own = report.words.text(auth.result_text);
        json::object each{{"domain", text_or_null(report.words.text(auth.domain))},
                          {"scope", text_or_null(name(auth.scope))},
                          {"result", spf_word(auth.result, own)}};
        // Not a part of RFC 7489's schema, so shown only where a reporter sends it.
        if (auth.human_result != model::kNoWord)
            each["human_result"] = view(report.words.text(auth.human_result));
        if (each.at("result").is_string()) put_own_word(each, own);
        out.push_back(std::move(each));
    }
    return out;
}

json::array reasons_json(const AggregateReport& report, const Record& record) {
    json::array out;
    for (std::uint32_t i = 0; i < record.reason_count; ++i) {
        const model::OverrideReason& reason = report.reasons[record.first_reason + i];
        if (reason.type == model::kNoWord && reason.comment == model::kNoWord) continue;
        out.push_back(json::object{{"type", text_or_null(report.words.text(reason.type))},
                                   {"comment", text_or_null(report.words.text(reason.comment))}});
    }
    return out;
}

json::object record_json(const AggregateReport& report, const Record& record) {
    const model::Words& words = report.words;
    const model::AuthSet& set = report.auth_sets[record.auth_set];
    json::object out{
        {"source_ip", record.source.str()},
        {"count", static_cast<std::int64_t>(record.messages)},
        {"disposition", class_word(record.disposition, words.text(record.disposition_text))},
        {"dkim", class_word(record.dkim, words.text(record.dkim_text))},
        {"spf", class_word(record.spf, words.text(record.spf_text))},
        {"reasons", reasons_json(report, record)},
        {"header_from", text_or_null(words.text(record.header_from))},
        {"envelope_from", text_or_null(words.text(record.envelope_from))},
        {"envelope_to", text_or_null(words.text(record.envelope_to))},
        {"auth_dkim", dkim_json(report, set)},
        {"auth_spf", spf_json(report, set)},
    };
    if (record.header_from_inferred) out["header_from_inferred"] = true;
    return out;
}

json::object policy_json(const model::PublishedPolicy& policy) {
    return {
        {"domain", text_or_null(policy.domain.str())},
        {"p", optional_text(policy.p)},
        {"sp", optional_text(policy.sp)},
        {"np", optional_text(policy.np)},
        {"adkim", optional_text(policy.adkim)},
        {"aspf", optional_text(policy.aspf)},
        {"pct", optional_number(policy.pct)},
        {"fo", optional_text(policy.fo)},
        {"testing", optional_text(policy.testing)},
        {"discovery_method", optional_text(policy.discovery_method)},
    };
}

void add(json::object& sums, std::string_view key, std::int64_t messages) {
    json::value& sum = sums[view(key)];
    sum = (sum.is_int64() ? sum.get_int64() : 0) + messages;
}

json::object totals_json(const AggregateReport& report) {
    std::int64_t messages = 0;
    std::int64_t dkim_pass = 0;
    std::int64_t spf_pass = 0;
    std::int64_t dmarc_pass = 0;
    json::object by_disposition;
    json::object by_source;
    for (const Record& record : report.records) {
        const auto count = static_cast<std::int64_t>(record.messages);
        const bool dkim = record.dkim == model::Evaluated::pass;
        const bool spf = record.spf == model::Evaluated::pass;
        messages += count;
        if (dkim) dkim_pass += count;
        if (spf) spf_pass += count;
        if (dkim || spf) dmarc_pass += count;
        const json::value word =
            class_word(record.disposition, report.words.text(record.disposition_text));
        const std::string_view none = "none";  // how an absent one is counted
        add(by_disposition, word.is_string() ? std::string_view(word.get_string()) : none, count);
        add(by_source, record.source.str(), count);
    }
    return {
        {"records", static_cast<std::int64_t>(report.records.size())},
        {"messages", messages},
        {"dkim_pass", dkim_pass},
        {"spf_pass", spf_pass},
        {"dmarc_pass", dmarc_pass},
        {"dmarc_fail", messages - dmarc_pass},
        {"by_disposition", std::move(by_disposition)},
        {"by_source", std::move(by_source)},
    };
}

}  // namespace

json::object aggregate_json(const AggregateReport& report) {
    json::array records;
    records.reserve(report.records.size());
    for (const Record& record : report.records) records.push_back(record_json(report, record));
    json::object out{
        {"kind", "aggregate"},
        {"version", optional_text(report.version)},
        // Missing stays null; what stands in for it is shown as such.
        {"org_name",
         report.org_name_derived ? json::value(nullptr) : text_or_null(report.org_name)},
        {"email", optional_text(report.email)},
        {"extra_contact_info", optional_text(report.extra_contact_info)},
        {"report_id", text_or_null(report.report_id)},
        {"begin", count(report.begin)},
        {"end", count(report.end)},
        {"errors_reported", text_array(report.errors)},
        {"generator", optional_text(report.generator)},
        {"policy", policy_json(report.policy)},
        {"records", std::move(records)},
        {"totals", totals_json(report)},
    };
    if (report.org_name_derived) out["org_name_derived"] = report.org_name;
    return out;
}

}  // namespace sendpath::http
