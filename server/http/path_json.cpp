#include "http/path_json.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;
using analysis::Verdict;

json::object sender_json(const store::PathRow& row) {
    json::object object;
    object["key"] = row.sender;
    object["kind"] = name(row.kind);
    object["name"] = row.names.sender;
    object["service_kind"] = nullptr;
    if (row.service != nullptr) object["service_kind"] = name(row.service->kind);
    return object;
}

json::object judgement_json(const analysis::Judgement& judgement) {
    json::object object;
    object["verdict"] = name(judgement.verdict);
    object["reason"] = name(judgement.reason);
    object["confidence"] = name(judgement.confidence);
    object["explained"] = judgement.explained;
    object["of"] = judgement.of;
    return object;
}

void put_evidence(json::object& object, const analysis::PathEvidence& evidence) {
    object["messages"] = evidence.messages;
    object["pass"] = evidence.passing();
    object["fail"] = evidence.failing;
    object["dkim_aligned"] = evidence.both_aligned + evidence.dkim_only;
    object["spf_aligned"] = evidence.both_aligned + evidence.spf_only;
    object["both_aligned"] = evidence.both_aligned;
    object["dkim_only"] = evidence.dkim_only;
    object["spf_only"] = evidence.spf_only;
    object["fail_quarantined"] = evidence.failing_quarantined;
    object["fail_rejected"] = evidence.failing_rejected;
    object["fail_spared"] = evidence.failing_spared;
    object["first_day"] = or_null(evidence.first);
    object["last_day"] = or_null(evidence.last);
    object["days"] = evidence.days;
    object["reporters"] = evidence.reporters;
    object["use"] = name(evidence.use);
}

json::object parameters_json(const analysis::Remedy& remedy) {
    json::object object;
    for (const auto& [name, value] : remedy.parameters) object[name] = value;
    return object;
}

json::object step_json(const analysis::Step& step, const analysis::Remedy& remedy) {
    json::array records;
    for (const analysis::DnsRecord& each : step.records)
        records.push_back(json::object{{"name", each.name},
                                       {"type", each.type},
                                       {"value", each.value},
                                       {"part", each.part},
                                       {"to_be_filled", each.to_be_filled}});
    return {{"code", name(step.code)},
            {"text", analysis::english(step, remedy)},
            {"records", std::move(records)}};
}

json::object path_json(const store::PathRow& row, const analysis::Remedy& remedy) {
    const analysis::PathVerdict& verdict = row.verdict;
    json::object object;
    object["id"] = row.id;
    object["domain"] = row.domain;
    object["organization"] = row.organization;
    object["sender"] = sender_json(row);
    object["verdict"] = name(verdict.shown.verdict);
    object["reason"] = name(verdict.shown.reason);
    object["confidence"] = name(verdict.shown.confidence);
    const bool by_operator = verdict.shown.reason == analysis::Reason::set_by_operator;
    object["set_by"] = by_operator ? "operator" : "rules";
    object["machine"] = judgement_json(verdict.machine);
    object["parameters"] = parameters_json(remedy);
    object["sentence"] = analysis::english(remedy);
    put_evidence(object, row.evidence);
    object["note"] = filled(row.note);
    return object;
}

analysis::Remedy remedy_of(const store::PathRow& row) {
    return analysis::remedy_for(row.verdict, row.names, row.service);
}

json::object fact_json(const analysis::PathFact& fact) {
    json::object object;
    object["code"] = name(fact.code);
    object["value"] = fact.value;
    object["of"] = fact.of;
    object["cause"] = nullptr;
    if (fact.code == analysis::FactCode::cause) object["cause"] = name(fact.cause);
    return object;
}

json::object change_json(const analysis::ChangePoint& change) {
    json::object object;
    object["metric"] = name(change.metric);
    object["lost"] = change.lost;
    object["last_before"] = time::date(change.last_before);
    object["first_after"] = time::date(change.first_after);
    object["before_count"] = change.before_count;
    object["before_messages"] = change.before_messages;
    object["after_count"] = change.after_count;
    object["after_messages"] = change.after_messages;
    object["reporters"] = change.reporters;
    object["reporters_agreed"] = change.reporters_agreed;
    json::array successions;
    for (const analysis::Succession& each : change.successions)
        successions.push_back(json::object{
            {"kind", name(each.kind)}, {"before", each.before}, {"after", each.after}});
    object["successions"] = std::move(successions);
    object["sentence"] = analysis::english(change);
    return object;
}

}  // namespace

json::object path_json(const store::PathRow& row) {
    return path_json(row, remedy_of(row));
}

json::object path_to_fix_json(const store::PathRow& row) {
    const analysis::Remedy remedy = remedy_of(row);
    json::object object = path_json(row, remedy);
    object["first_step"] = nullptr;
    if (!remedy.steps.empty()) object["first_step"] = step_json(remedy.steps.front(), remedy);
    return object;
}

json::object path_detail_json(const store::PathDetail& detail) {
    const analysis::Remedy remedy = remedy_of(detail.row);
    json::object object = path_json(detail.row, remedy);
    object["remedy_reason"] = name(remedy.reason);
    object["steps"] =
        array_of(remedy.steps, [&](const auto& step) { return step_json(step, remedy); });
    object["facts"] = array_of(detail.facts, fact_json);
    object["changes"] = array_of(detail.changes, change_json);
    object["series"] = array_of(detail.days, day_json);
    object["history"] = array_of(detail.history, word_json);
    object["gathered"] = detail.gathered;
    return object;
}

json::object reporter_json(const store::PathReporterRow& row) {
    json::object object;
    object["reporter"] = row.reporter;
    put_counts(object, row.counts);
    object["overridden"] = row.overridden;
    object["first_day"] = time::date(row.first_day);
    object["last_day"] = time::date(row.last_day);
    return object;
}

json::object by_verdict_json(const std::array<store::VerdictSum, 5>& sums) {
    json::object object;
    for (std::size_t i = 0; i < sums.size(); ++i)
        object[name(static_cast<Verdict>(i))] = json::object{{"paths", sums.at(i).paths},
                                                             {"messages", sums.at(i).messages},
                                                             {"fail", sums.at(i).failing}};
    return object;
}

json::object regrouping_json(const store::Regrouping& regrouping) {
    return {{"flows", regrouping.flows},
            {"sheets", regrouping.sheets},
            {"domains", regrouping.domains}};
}

json::object word_json(const store::PathWord& word) {
    json::object object;
    object["domain"] = word.domain;
    object["sender"] = word.sender;
    object["verdict"] = nullptr;
    if (word.verdict) object["verdict"] = name(*word.verdict);
    object["use"] = name(word.use);
    object["note"] = filled(word.note);
    object["changed"] = count(word.changed);
    object["author"] = filled(word.author);
    return object;
}

}  // namespace sendpath::http
