#include "http/ingest_state.hpp"
#include "http/json_parts.hpp"
#include "http/route.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

json::object sink_json(const SinkState& sink) {
    json::object object;
    object["listen"] = texts(sink.listen);
    object["accepting"] = sink.accepting;
    object["sessions_open"] = sink.sessions_open;
    object["sessions_total"] = sink.sessions_total;
    object["tls_sessions"] = sink.tls_sessions;
    object["accepted"] = sink.accepted;
    object["accepted_octets"] = sink.accepted_octets;
    object["bare_line_feeds"] = sink.bare_line_feeds;
    json::array refused;
    for (const auto& [reason, times] : sink.refused)
        refused.push_back(json::object{{"reason", reason}, {"count", times}});
    object["refused"] = std::move(refused);
    object["certificate_until"] = filled(sink.certificate_until);
    return object;
}

json::object queue_json(const ingest::DigestQueue::State& queue) {
    json::object object;
    object["waiting"] = queue.waiting;
    object["under_way"] = queue.under_way;
    object["stuck_threads"] = queue.stuck_threads;
    object["store_fails"] = queue.store_fails;
    object["stopped"] = queue.stopped;
    return object;
}

json::object mails_json(const store::IntakeCounts& counts) {
    json::object object;
    object["accepted"] = counts.accepted;
    object["pending"] = counts.pending;
    object["held"] = counts.held;
    object["last_received"] = or_null(counts.last_received);
    json::array doors;
    for (const store::DoorCounts& door : counts.by_via) {
        json::object each;
        each["via"] = name(door.via);
        each["accepted"] = door.accepted;
        each["last_received"] = count(door.last_received);
        doors.push_back(std::move(each));
    }
    object["by_via"] = std::move(doors);
    return object;
}

}  // namespace

Answer get_ingest(sqlite3& db, Call& call) {
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, {});
    if (!meta) return store_problem(meta.error());
    const Result<store::IntakeCounts> counts = store::intake_counts(db);
    if (!counts) return store_problem(counts.error());
    json::object data;
    data["smtp"] = nullptr;
    if (call.state.sink) data["smtp"] = sink_json(*call.state.sink);
    data["mails"] = mails_json(*counts);
    data["queue"] = nullptr;
    if (call.state.queue) data["queue"] = queue_json(*call.state.queue);
    data["other_mail"] =
        json::object{{"count", counts->other_mails}, {"octets", counts->other_octets}};
    return object_answer(std::move(data), *std::move(meta));
}

}  // namespace sendpath::http
