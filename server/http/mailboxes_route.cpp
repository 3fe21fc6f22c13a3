#include "http/ingest_state.hpp"
#include "http/json_parts.hpp"
#include "http/route.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;

constexpr std::chrono::days kRecently{7};

json::value trouble_json(const std::optional<MailboxTrouble>& trouble) {
    if (!trouble) return nullptr;
    json::object object;
    object["reason"] = trouble->reason;
    object["detail"] = trouble->detail;
    object["advice"] = trouble->advice;
    object["at"] = count(trouble->at);
    return object;
}

/// All 0 for a folder that brought nothing.
json::object counts_of(const std::vector<store::MailboxCounts>& all, std::int64_t mailbox) {
    const auto found = std::ranges::find(all, mailbox, &store::MailboxCounts::mailbox);
    const store::MailboxCounts counts = found == all.end() ? store::MailboxCounts{} : *found;
    json::object object;
    object["found"] = counts.found;
    object["new_mails"] = counts.new_mails;
    object["known"] = counts.known;
    object["held"] = counts.held;
    object["too_large"] = counts.too_large;
    object["waiting"] = counts.waiting;
    return object;
}

json::object mailbox_json(const MailboxState& mailbox) {
    json::object object;
    object["id"] = mailbox.id;
    object["account"] = mailbox.account;
    object["folder"] = mailbox.folder;
    object["server"] = mailbox.server;
    object["state"] = mailbox.state;
    object["idle"] = mailbox.idle;
    object["after"] = mailbox.after;
    object["certificate_unchecked"] = mailbox.certificate_unchecked;
    object["last_success"] = or_null(mailbox.last_success);
    object["next_poll"] = or_null(mailbox.next_poll);
    object["last_error"] = trouble_json(mailbox.last_error);
    object["backlog"] = or_null(mailbox.backlog);
    object["uid_validity"] = nullptr;
    if (mailbox.uid_validity != 0) object["uid_validity"] = mailbox.uid_validity;
    object["renumbered"] = or_null(mailbox.renumbered);
    object["alert"] = filled(mailbox.alert);
    return object;
}

}  // namespace

Answer get_mailboxes(sqlite3& db, Call& call) {
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, {});
    if (!meta) return store_problem(meta.error());
    const auto ever = store::mailbox_counts(db, Seconds{});
    if (!ever) return store_problem(ever.error());
    const auto recently = store::mailbox_counts(db, call.state.now - kRecently);
    if (!recently) return store_problem(recently.error());
    json::array data;
    for (const MailboxState& mailbox : call.state.mailboxes) {
        json::object each = mailbox_json(mailbox);
        each["counts"] = counts_of(*ever, mailbox.id);
        each["counts_7d"] = counts_of(*recently, mailbox.id);
        data.push_back(std::move(each));
    }
    return list_answer(std::move(data), std::nullopt, *std::move(meta));
}

}  // namespace sendpath::http
