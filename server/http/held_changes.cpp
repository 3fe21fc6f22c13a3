#include "http/change.hpp"
#include "http/form.hpp"
#include "http/mail_outcome.hpp"
#include "ingest/digest_queue.hpp"
#include "store/await_write.hpp"
#include "store/queries.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {

namespace asio = boost::asio;

// The mail waits to be decoded from the moment that is committed, so that a retry which is cut off
// is taken up by the next run.
asio::awaitable<Answer> retry_held(const ChangeCall& call) {
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    if (call.services.digests == nullptr) co_return problem(404, "nothing is decoded here");
    auto question = [id = call.match.id](sqlite3& db) { return store::mail_of_held(db, id); };
    const auto mail = co_await call.services.reader->ask(std::move(question));
    if (!mail) co_return store_problem(mail.error());
    if (!*mail) co_return problem(404, "no such held message, or it is past its retention");
    const model::IntakeId id = **mail;
    auto work = [id](store::Ledger& ledger) {
        ledger.intake().set_state(id, store::IntakeState::pending);
    };
    const Result<void> stored = co_await store::written(*call.services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    const auto outcome = co_await call.services.digests->outcome(id);
    if (!outcome) co_return not_stored(outcome.error());
    spdlog::info("mail {} was read again on request", id.value);
    co_return json_answer({{"data", outcome_json(*outcome)}});
}

asio::awaitable<Answer> ignore_held(const ChangeCall& call) {
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    bool known = false;
    auto work = [&known, &call](store::Ledger& ledger) {
        known = ledger.intake().ignore_held(call.match.id, call.services.now());
    };
    const Result<void> stored = co_await store::written(*call.services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    if (!known) co_return problem(404, "no such held message, or it is settled already");
    co_return json_answer({{"data", {{"id", call.match.id}}}});
}

}  // namespace sendpath::http
