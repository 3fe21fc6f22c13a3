#include "http/named_choices.hpp"
#include "http/path_json.hpp"
#include "http/result_choices.hpp"
#include "http/route.hpp"
#include "store/path_selection.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using analysis::Reason;
using store::PathOrder;

constexpr std::array<QueryReader::Choice<PathOrder>, 5> kOrders{
    {{"failing", PathOrder::failing},
     {"messages", PathOrder::messages},
     {"last_seen", PathOrder::last_seen},
     {"domain", PathOrder::domain},
     {"sender", PathOrder::sender}}};

json::object totals_json(const store::PathsPage& found) {
    store::VerdictSum all;
    for (const store::VerdictSum& each : found.by_verdict) {
        all.paths += each.paths;
        all.messages += each.messages;
        all.failing += each.failing;
    }
    return {{"paths", all.paths}, {"messages", all.messages}, {"fail", all.failing}};
}

/// Paths that the reporter saw and that have such addresses; nullopt: neither was asked for.
Result<std::optional<std::vector<std::int64_t>>> selected(
    sqlite3& db, const Call& call, const store::Period& period,
    const std::optional<std::string>& reporter, const std::optional<model::IpNetwork>& network) {
    std::optional<std::vector<std::int64_t>> rows;
    if (reporter) {
        auto seen = store::paths_of_reporter(db, *reporter, period, call.suffixes);
        if (!seen) return seen.error();
        rows = *std::move(seen);
    }
    if (network) {
        auto sent = store::paths_of_network(db, *network, period, call.suffixes);
        if (!sent) return sent.error();
        if (rows)
            std::erase_if(
                *sent, [&](std::int64_t row) { return !std::ranges::binary_search(*rows, row); });
        rows = *std::move(sent);
    }
    return rows;
}

}  // namespace

Answer get_paths(sqlite3& db, Call& call) {
    store::PathsQuestion question;
    question.filter = call.query.filter();
    question.verdict = call.query.choice("verdict", kVerdictChoices);
    question.reason = call.query.choice("reason", choices_by_name<Reason, analysis::kReasons>());
    question.result =
        call.query.choice("result", kResultChoices).value_or(store::ResultFilter::any);
    question.text = call.query.text("q").value_or("");
    question.messages_min = call.query.row_id("messages_min").value_or(0);
    question.order = call.query.choice("sort", kOrders).value_or(PathOrder::failing);
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    const auto reporter = call.query.text("reporter");
    const auto network = call.query.network("ip");
    if (const auto bad = call.query.problem()) return problem(*bad);

    auto among = selected(db, call, question.filter.period, reporter, network);
    if (!among) return store_problem(among.error());
    question.among = *std::move(among);
    Result<json::object> meta = meta_json(db, question.filter);
    if (!meta) return store_problem(meta.error());
    const auto found = store::paths(db, question, call.suffixes);
    if (!found) return store_problem(found.error());
    const auto regrouping = store::regrouping(db);
    if (!regrouping) return store_problem(regrouping.error());
    json::array data =
        array_of(found->page.rows, [](const store::PathRow& row) { return path_json(row); });
    (*meta)["totals"] = totals_json(*found);
    (*meta)["by_verdict"] = by_verdict_json(found->by_verdict);
    (*meta)["gathered"] = found->gathered;
    (*meta)["regrouping"] = regrouping_json(*regrouping);
    return list_answer(std::move(data), call.query.next_cursor(found->page.next), *std::move(meta));
}

}  // namespace sendpath::http
