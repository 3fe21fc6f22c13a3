#include "http/page_answer.hpp"
#include "http/source_causes.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::ResultFilter;
using store::SourceOrder;

constexpr std::array<QueryReader::Choice<ResultFilter>, 2> kResults{
    {{"fail", ResultFilter::fail}, {"pass", ResultFilter::pass}}};
constexpr std::array<QueryReader::Choice<SourceOrder>, 2> kOrders{
    {{"failing", SourceOrder::failing}, {"messages", SourceOrder::messages}}};

json::array json_of(const SourceCause::Texts& texts) {
    return json::array(texts.begin(), texts.end());
}

json::object cause_json(const SourceCause& cause) {
    json::object object;
    object["class"] = name(cause.path);
    object["spf"] = name(cause.spf);
    object["dkim"] = name(cause.dkim);
    object["messages"] = cause.messages;
    object["spf_domains"] = json_of(cause.spf_domains);
    object["spf_results"] = json_of(cause.spf_results);
    object["dkim_domains"] = json_of(cause.dkim_domains);
    object["dkim_selectors"] = json_of(cause.dkim_selectors);
    object["dkim_results"] = json_of(cause.dkim_results);
    object["override_reasons"] = json_of(cause.override_reasons);
    return object;
}

json::object source_json(const store::SourceRow& row, const analysis::PublicSuffixes& suffixes,
                         store::SourceNames& names) {
    json::object object;
    object["source_ip"] = row.source.str();
    put_name(object, names.of(row.source));
    object["domain"] = row.domain;
    put_counts(object, row.counts);
    object["first_day"] = time::date(row.first_day);
    object["last_day"] = time::date(row.last_day);
    json::array causes;
    for (const SourceCause& cause : causes_of(row, suffixes)) causes.push_back(cause_json(cause));
    object["causes"] = std::move(causes);
    return object;
}

}  // namespace

Answer get_sources(sqlite3& db, Call& call) {
    store::SourcesQuestion question;
    question.filter = call.query.filter();
    question.source = call.query.address("ip");
    question.result = call.query.choice("result", kResults).value_or(ResultFilter::any);
    question.order = call.query.choice("sort", kOrders).value_or(SourceOrder::failing);
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    auto page = [&] { return store::sources(db, question); };
    store::SourceNames names(db);
    auto row_json = [&](const store::SourceRow& row) {
        return source_json(row, call.suffixes, names);
    };
    Answer answer = page_answer(db, call, question.filter, page, row_json);
    if (names.error()) return store_problem(*names.error());
    return answer;
}

}  // namespace sendpath::http
