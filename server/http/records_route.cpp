#include "analysis/report_derivation.hpp"
#include "http/json_parts.hpp"
#include "http/route.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using model::Word;
using store::RecordRow;
using store::ResultFilter;

constexpr std::array<QueryReader::Choice<ResultFilter>, 4> kResults{
    {{"fail", ResultFilter::fail},
     {"pass", ResultFilter::pass},
     {"dkim_fail", ResultFilter::dkim_fail},
     {"spf_fail", ResultFilter::spf_fail}}};

json::value text_json(const model::Words& words, Word word) {
    return word == model::kNoWord ? json::value(nullptr) : json::value(words.text(word));
}

/// The word of the standards, or what stood there instead; null when nothing did.
template <class Outcome>
json::value outcome_json(Outcome outcome, const model::Words& words, Word as_it_came) {
    if (as_it_came != model::kNoWord) return text_json(words, as_it_came);
    return filled(name(outcome));
}

json::array reasons_json(const RecordRow& row) {
    json::array array;
    for (const model::OverrideReason& reason : row.reasons)
        array.push_back(json::object{{"type", text_json(row.words, reason.type)},
                                     {"comment", text_json(row.words, reason.comment)}});
    return array;
}

json::array dkim_json(const RecordRow& row) {
    json::array array;
    for (const model::DkimAuth& each : row.auth.dkim)
        array.push_back(
            json::object{{"domain", text_json(row.words, each.domain)},
                         {"selector", text_json(row.words, each.selector)},
                         {"result", outcome_json(each.result, row.words, each.result_text)},
                         {"human_result", text_json(row.words, each.human_result)}});
    return array;
}

json::array spf_json(const RecordRow& row) {
    json::array array;
    for (const model::SpfAuth& each : row.auth.spf)
        array.push_back(
            json::object{{"domain", text_json(row.words, each.domain)},
                         {"scope", filled(name(each.scope))},
                         {"result", outcome_json(each.result, row.words, each.result_text)},
                         {"human_result", text_json(row.words, each.human_result)}});
    return array;
}

analysis::RecordDerivation derivation(const RecordRow& row,
                                      const analysis::PublicSuffixes& suffixes) {
    analysis::Identity identity = analysis::identity_of(row.policy);
    identity.header_from = row.words.text(row.record.header_from);
    analysis::Organizations organizations(suffixes);
    const analysis::Aligner aligner(identity, organizations);
    const bool passed_on = std::ranges::any_of(row.reasons, [&](const model::OverrideReason& each) {
        return analysis::is_passed_on(
            model::parse_override(row.words.text(each.type), row.words.text(each.comment)));
    });
    return analysis::derive_record(
        analysis::derive(analysis::facts_of(row.auth, row.words), aligner), row.record.dkim,
        row.record.spf, passed_on);
}

void put_derivation(json::object& object, const analysis::RecordDerivation& derived) {
    object["derived"] = json::object{{"dkim", name(derived.dkim)}, {"spf", name(derived.spf)}};
    object["agreement"] =
        json::object{{"dkim", name(derived.dkim_agreement)}, {"spf", name(derived.spf_agreement)}};
    object["cause"] = json::object{{"class", name(derived.path)},
                                   {"spf", name(derived.spf_cause)},
                                   {"dkim", name(derived.dkim_cause)}};
}

json::object record_json(const RecordRow& row, const analysis::PublicSuffixes& suffixes) {
    const model::Record& record = row.record;
    json::object object;
    object["report"] = row.report.value;
    object["ordinal"] = row.ordinal;
    object["day"] = time::date(row.day);
    object["reporter"] = row.reporter;
    object["policy_domain"] = filled(row.policy.domain.str());
    object["header_from"] = text_json(row.words, record.header_from);
    object["source_ip"] = record.source.str();
    object["count"] = record.messages;
    object["disposition"] = outcome_json(record.disposition, row.words, record.disposition_text);
    object["dkim"] = outcome_json(record.dkim, row.words, record.dkim_text);
    object["spf"] = outcome_json(record.spf, row.words, record.spf_text);
    object["envelope_from"] = text_json(row.words, record.envelope_from);
    object["envelope_to"] = text_json(row.words, record.envelope_to);
    object["reasons"] = reasons_json(row);
    object["auth_dkim"] = dkim_json(row);
    object["auth_spf"] = spf_json(row);
    put_derivation(object, derivation(row, suffixes));
    return object;
}

}  // namespace

Answer get_records(sqlite3& db, Call& call) {
    store::RecordsQuestion question;
    question.filter = call.query.filter();
    question.source = call.query.address("ip");
    question.result = call.query.choice("result", kResults).value_or(ResultFilter::any);
    question.reporter = call.query.text("reporter");
    if (const auto id = call.query.row_id("report")) question.report = model::ReportId{*id};
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    if (const auto bad = call.query.problem()) return problem(*bad);

    Result<json::object> meta = meta_json(db, question.filter);
    if (!meta) return store_problem(meta.error());
    const Result<store::RecordsPage> found = store::records(db, question);
    if (!found) return store_problem(found.error());
    json::array data;
    for (const RecordRow& row : found->page.rows) data.push_back(record_json(row, call.suffixes));
    (*meta)["records"] = found->records;
    (*meta)["messages"] = found->messages;
    return list_answer(std::move(data), call.query.next_cursor(found->page.next), *std::move(meta));
}

}  // namespace sendpath::http
