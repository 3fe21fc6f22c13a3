#include "http/mail_outcome.hpp"
#include "http/site.hpp"

#include "ingest/digest_queue.hpp"
#include "ingest/intake.hpp"
#include "store/queries.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::size_t kNameMax = 255;  // octets of a file name that are kept

/// A file name for people: no control characters, UTF-8 or nothing.
std::string readable(std::string_view name) {
    std::string out(name.substr(0, kNameMax));
    std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    boost::system::error_code not_utf8;
    json::parse(json::serialize(json::value(out)), not_utf8);
    return not_utf8 ? std::string() : out;
}

/// What the same octets were found to be when they first came: now all of it is a duplicate.
Result<ingest::MailOutcome> read_earlier(sqlite3& db, const ingest::Intake::Accepted& found) {
    Result<store::KnownMail> known = store::known_mail(db, found.id);
    if (!known) return known.error();
    ingest::MailOutcome outcome;
    outcome.intake = found.id;
    outcome.known = true;
    outcome.state = known->state;
    outcome.held = std::move(known->held);
    for (const store::ReportRow& row : known->reports)
        outcome.reports.push_back({.id = row.id,
                                   .kind = row.kind,
                                   .org_name = row.org_name,
                                   .domain = row.domain,
                                   .report_id = row.report_id,
                                   .added = store::Added::duplicate});
    return outcome;
}

Answer refused(const Error& error) {
    spdlog::error("an upload could not be stored: {}", error.detail);
    Answer answer = problem(503, "the store could not take it; nothing was kept, try again later");
    answer.fields.push_back({"Retry-After", "60"});
    return answer;
}

}  // namespace

// What Intake has accepted is on disk: whatever comes after it, the upload is not lost.
asio::awaitable<Answer> Site::upload(Request& request) {
    QueryReader query(request.path, request.query);
    const std::optional<std::string> given = query.text("name");
    if (const auto bad = query.problem()) co_return problem(*bad);
    if (request.body.empty()) co_return problem(400, "the body is empty: send one mail or file");

    ingest::RawMail mail;
    mail.octets = std::move(request.body);
    mail.name = readable(given.value_or(request.file_name));
    mail.via = store::Via::upload;
    mail.received = services_.now();
    const auto accepted = co_await services_.intake->accept(std::move(mail));
    if (!accepted) co_return refused(accepted.error());

    Result<ingest::MailOutcome> outcome = Error{Errc::missing_field, {}};
    if (accepted->waits()) outcome = co_await services_.digests->outcome(accepted->id);
    // Read before, or just now for somebody else.
    if (!outcome && outcome.error().code == Errc::missing_field) {
        auto question = [found = *accepted](sqlite3& db) { return read_earlier(db, found); };
        outcome = co_await services_.reader->ask(std::move(question));
    }
    if (!outcome) co_return refused(outcome.error());
    json::object object;
    object["data"] = outcome_json(*outcome);
    co_return json_answer(object, 201);
}

}  // namespace sendpath::http
