#include "decode/decode.hpp"
#include "http/raw_answer.hpp"
#include "http/route.hpp"

namespace sendpath::http {
namespace {

/// The document as text. A failure report is its mail, and so is what cannot be found again.
Answer document_answer(store::RawMessage raw, std::int64_t id, const decode::Limits& limits) {
    std::optional<std::string> document = decode::document_at(
        raw.octets, {.file_name = raw.name, .received = raw.received}, raw.part, limits);
    Answer answer;
    answer.type = "text/plain; charset=utf-8";
    answer.body = document ? *std::move(document) : std::move(raw.octets);
    answer.fields.push_back(
        {"Content-Disposition", attachment({}, "report-" + std::to_string(id) + ".txt")});
    return answer;
}

}  // namespace

Answer get_report_raw(sqlite3& db, Call& call) {
    const bool original = call.query.flag("original");
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<std::optional<store::RawMessage>> raw = store::raw_of_report(db, {call.id});
    if (!raw) return store_problem(raw.error());
    if (!*raw) return problem(404, "no such report, or its mail is past its retention");
    if (original)
        return original_answer(*std::move(*raw), "report-" + std::to_string(call.id) + ".eml");
    return document_answer(*std::move(*raw), call.id, call.decoding);
}

}  // namespace sendpath::http
