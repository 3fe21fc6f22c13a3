#include "http/metrics.hpp"

#include "http/metrics_text.hpp"
#include "store/figures.hpp"

#include <unistd.h>

#include <fstream>

namespace sendpath::http {
namespace {

/// Octets of this process in memory; 0 where the system does not tell.
std::int64_t resident_octets() {
    std::ifstream statm("/proc/self/statm");
    std::int64_t whole = 0;
    std::int64_t resident = 0;
    statm >> whole >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

void put_store(MetricsText& out, const store::IntakeCounts& mails, const store::Figures& figures) {
    out.begin("sendpath_mails_total", "Mails and files taken, each octets once, by door.");
    for (const store::DoorCounts& door : mails.by_via)
        out.sample(door.accepted, {{"door", name(door.via)}});
    out.begin("sendpath_last_mail_timestamp_seconds", "When the last new mail came, by door.");
    for (const store::DoorCounts& door : mails.by_via)
        out.sample(count(door.last_received), {{"door", name(door.via)}});
    out.one("sendpath_mails_pending", "Mails that wait to be read, or are being read.",
            mails.pending);
    out.one("sendpath_mails_held", "Mails of which a part, or all, could not be read.", mails.held);
    out.begin("sendpath_held_parts", "Parts that could not be read, by reason.");
    for (const auto& [reason, number] : figures.held)
        out.sample(number, {{"reason", model::name(reason)}});
    out.begin("sendpath_reports", "Reports in the store, by kind.");
    for (const auto& [kind, number] : figures.reports) out.sample(number, {{"kind", name(kind)}});
    out.one("sendpath_store_bytes", "Size of the database.", figures.octets);
}

void put_queue(MetricsText& out, const ingest::DigestQueue::State& queue) {
    out.one("sendpath_queue_waiting", "Mails that wait for a decoder.",
            static_cast<std::int64_t>(queue.waiting));
    out.one("sendpath_queue_under_way", "Mails being decoded.",
            static_cast<std::int64_t>(queue.under_way));
    out.one("sendpath_queue_stuck_threads", "Decoder threads given up on a mail without end.",
            static_cast<std::int64_t>(queue.stuck_threads));
    out.one("sendpath_queue_store_fails", "1 while the store cannot take what was read.",
            queue.store_fails ? 1 : 0);
}

void put_sink(MetricsText& out, const SinkState& sink) {
    out.one("sendpath_smtp_accepting", "1 while the SMTP sink takes mail.", sink.accepting ? 1 : 0);
    out.one("sendpath_smtp_sessions_open", "SMTP conversations at the moment.", sink.sessions_open);
    out.one("sendpath_smtp_sessions_total", "SMTP conversations begun.", sink.sessions_total);
    out.one("sendpath_smtp_tls_sessions_total", "SMTP conversations under TLS.", sink.tls_sessions);
    out.one("sendpath_smtp_accepted_total", "Mails acknowledged by the SMTP sink.", sink.accepted);
    out.one("sendpath_smtp_accepted_bytes_total", "Octets of these mails.", sink.accepted_octets);
    out.begin("sendpath_smtp_refused_total", "What the SMTP sink refused, by reason.");
    for (const auto& [reason, number] : sink.refused) out.sample(number, {{"reason", reason}});
}

void put_names(MetricsText& out, const dns::NameCounts& names) {
    out.begin("sendpath_names_looked_up_total", "Sources whose name was looked up, by outcome.");
    out.sample(names.confirmed, {{"outcome", "confirmed"}});
    out.sample(names.unconfirmed, {{"outcome", "unconfirmed"}});
    out.sample(names.none, {{"outcome", "none"}});
    out.sample(names.failed, {{"outcome", "failed"}});
    out.one("sendpath_names_reachable", "1 while a name server answers.", names.reachable ? 1 : 0);
}

void put_mailboxes(MetricsText& out, const std::vector<MailboxState>& mailboxes) {
    if (mailboxes.empty()) return;
    out.begin("sendpath_mailbox_state", "1 for the state that the polling of a mailbox is in.");
    for (const MailboxState& each : mailboxes)
        out.sample(1, {{"account", each.account}, {"folder", each.folder}, {"state", each.state}});
    out.begin("sendpath_mailbox_trouble", "1 while a mailbox cannot be read, by reason.");
    for (const MailboxState& each : mailboxes)
        if (each.last_error)
            out.sample(1, {{"account", each.account},
                           {"folder", each.folder},
                           {"reason", each.last_error->reason}});
    out.begin("sendpath_mailbox_last_success_timestamp_seconds",
              "When a mailbox was last read without trouble.");
    for (const MailboxState& each : mailboxes)
        if (each.last_success)
            out.sample(count(*each.last_success),
                       {{"account", each.account}, {"folder", each.folder}});
    out.begin("sendpath_mailbox_backlog", "Messages still to be taken or put out of the way.");
    for (const MailboxState& each : mailboxes)
        if (each.backlog)
            out.sample(*each.backlog, {{"account", each.account}, {"folder", each.folder}});
}

void put_requests(MetricsText& out, const RequestCounts& requests) {
    out.begin("sendpath_http_requests_total", "HTTP requests answered, by route and status.");
    for (const auto& [key, number] : requests)
        out.sample(number, {{"route", key.first}, {"status", std::to_string(key.second)}});
}

}  // namespace

Answer metrics_answer(sqlite3& db, const IngestState& state, const RequestCounts& requests) {
    const Result<store::IntakeCounts> mails = store::intake_counts(db);
    if (!mails) return store_problem(mails.error());
    const Result<store::Figures> figures = store::figures(db);
    if (!figures) return store_problem(figures.error());
    MetricsText out;
    put_store(out, *mails, *figures);
    if (state.queue) put_queue(out, *state.queue);
    if (state.sink) put_sink(out, *state.sink);
    put_mailboxes(out, state.mailboxes);
    if (state.names) put_names(out, *state.names);
    put_requests(out, requests);
    out.one("sendpath_resident_memory_bytes", "Memory of this process.", resident_octets());
    Answer answer;
    answer.type = "text/plain; version=0.0.4; charset=utf-8";
    answer.body = out.text();
    return answer;
}

}  // namespace sendpath::http
