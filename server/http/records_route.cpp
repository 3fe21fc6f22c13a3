#include "analysis/report_derivation.hpp"
#include "http/auth_json.hpp"
#include "http/result_choices.hpp"
#include "http/route.hpp"
#include "store/path_selection.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::RecordRow;
using store::ResultFilter;

json::array reasons_json(const RecordRow& row) {
    json::array array;
    for (const model::OverrideReason& reason : row.reasons)
        array.push_back(json::object{{"type", text_json(row.words, reason.type)},
                                     {"comment", text_json(row.words, reason.comment)}});
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

json::object record_json(const RecordRow& row, const analysis::PublicSuffixes& suffixes,
                         store::SourceNames& names) {
    const model::Record& record = row.record;
    json::object object;
    object["report"] = row.report.value;
    object["ordinal"] = row.ordinal;
    object["day"] = time::date(row.day);
    object["reporter"] = row.reporter;
    object["policy_domain"] = filled(row.policy.domain.str());
    object["header_from"] = text_json(row.words, record.header_from);
    object["source_ip"] = record.source.str();
    put_name(object, names.of(record.source));
    object["count"] = record.messages;
    object["disposition"] = outcome_json(record.disposition, row.words, record.disposition_text);
    object["dkim"] = outcome_json(record.dkim, row.words, record.dkim_text);
    object["spf"] = outcome_json(record.spf, row.words, record.spf_text);
    object["envelope_from"] = text_json(row.words, record.envelope_from);
    object["envelope_to"] = text_json(row.words, record.envelope_to);
    object["reasons"] = reasons_json(row);
    object["auth_dkim"] = dkim_json(row.auth, row.words);
    object["auth_spf"] = spf_json(row.auth, row.words);
    put_derivation(object, derivation(row, suffixes));
    return object;
}

}  // namespace

Answer get_records(sqlite3& db, Call& call) {
    store::RecordsQuestion question;
    question.filter = call.query.filter();
    question.network = call.query.network("ip");
    question.result = call.query.choice("result", kResultChoices).value_or(ResultFilter::any);
    question.reporter = call.query.text("reporter");
    question.header_from = call.query.text("header_from");
    const store::PathChoice choice{call.query.row_id("path"),
                                   call.query.choice("verdict", kVerdictChoices)};
    if (const auto id = call.query.row_id("report")) question.report = model::ReportId{*id};
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    question.totals = !call.whole_list;
    if (const auto bad = call.query.problem()) return problem(*bad);

    if (choice.path || choice.verdict) {
        auto classes = store::classes_of(db, choice, question.filter.period, call.suffixes);
        if (!classes) return store_problem(classes.error());
        question.classes = *std::move(classes);
    }
    Result<json::object> meta = meta_json(db, question.filter);
    if (!meta) return store_problem(meta.error());
    const Result<store::RecordsPage> found = store::records(db, question);
    if (!found) return store_problem(found.error());
    store::SourceNames names(db);
    json::array data;
    for (const RecordRow& row : found->page.rows)
        data.push_back(record_json(row, call.suffixes, names));
    if (names.error()) return store_problem(*names.error());
    (*meta)["records"] = found->records;
    (*meta)["messages"] = found->messages;
    return list_answer(std::move(data), call.query.next_cursor(found->page.next), *std::move(meta));
}

}  // namespace sendpath::http
