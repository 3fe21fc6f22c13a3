#include "http/named_choices.hpp"
#include "http/page_answer.hpp"
#include "http/raw_answer.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

// Grows with model::HeldReason: the last enumerator stands here.
constexpr auto kReasons = static_cast<std::size_t>(model::HeldReason::decoder_stuck) + 1;

constexpr std::array<QueryReader::Choice<store::Via>, 4> kDoors{{{"file", store::Via::file},
                                                                 {"upload", store::Via::upload},
                                                                 {"smtp", store::Via::smtp},
                                                                 {"imap", store::Via::imap}}};

json::object held_json(const store::HeldRow& row) {
    json::object object;
    object["id"] = row.id;
    object["received"] = count(row.received);
    object["via"] = row.via;
    object["name"] = filled(row.name);
    object["from"] = filled(row.from);
    object["subject"] = filled(row.subject);
    object["size"] = row.size;
    object["reason"] = model::name(row.held.reason);
    object["detail"] = filled(row.held.detail);
    object["part"] = filled(row.held.part);
    object["advice"] = model::advice(row.held.reason);
    object["ignored"] = or_null(row.ignored);
    return object;
}

}  // namespace

Answer get_held(sqlite3& db, Call& call) {
    store::HeldQuestion question;
    question.reason = call.query.choice("reason", choices_by_name<model::HeldReason, kReasons>());
    question.via = call.query.choice("via", kDoors);
    question.ignored = call.query.flag("ignored");
    question.limit = call.query.limit();
    question.after = call.query.cursor();
    auto page = [&] { return store::held(db, question); };
    return page_answer(db, call, {}, page, held_json);
}

Answer get_held_raw(sqlite3& db, Call& call) {
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<std::optional<store::RawMessage>> raw = store::raw_of_held(db, call.id);
    if (!raw) return store_problem(raw.error());
    if (!*raw) return problem(404, "no such held message, or it is past its retention");
    return original_answer(*std::move(*raw), "held-" + std::to_string(call.id) + ".eml");
}

}  // namespace sendpath::http
