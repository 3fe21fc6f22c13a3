#include "http/change.hpp"
#include "http/form.hpp"
#include "http/path_json.hpp"
#include "http/result_choices.hpp"
#include "store/await_write.hpp"
#include "store/path_name.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::size_t kPathsMax = 1'000;  // of one request

/// What the operator says; of which paths is filled in later. A verdict of null gives the word back
/// to the rules.
store::PathWord wanted(Form& form, const ChangeCall& call) {
    store::PathWord word;
    word.verdict = form.choice("verdict", kVerdictChoices);
    word.use = form.choice("use", kUseChoices).value_or(analysis::Use::unknown);
    word.note = form.line("note", kNoteMax);
    word.changed = call.services.now();
    word.author = call.caller.name;
    return word;
}

/// Writes `word` of each of the paths.
asio::awaitable<Answer> say(const ChangeCall& call, std::vector<std::int64_t> paths,
                            store::PathWord word, bool one) {
    auto question = [&paths](sqlite3& db) { return store::path_names(db, paths); };
    const auto names = co_await call.services.reader->ask(std::move(question));
    if (!names) co_return store_problem(names.error());
    if (names->size() != paths.size() && one) co_return problem(404, "no such path");
    if (names->size() != paths.size())
        co_return problem(BadParameter{"paths", "one of them does not exist"});
    auto work = [&](store::Ledger& ledger) {
        for (const store::PathName& name : *names) {
            word.domain = name.domain;
            word.sender = name.sender;
            ledger.paths().say(word);
        }
    };
    const Result<void> stored = co_await store::written(*call.services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    spdlog::info("{} said of {} path(s): {}, {}", word.author.empty() ? "somebody" : word.author,
                 paths.size(), word.verdict ? name(*word.verdict) : "as the rules say",
                 name(word.use));
    if (one) co_return json_answer({{"data", word_json(word)}});
    json::array data;
    for (const store::PathName& name : *names) {
        word.domain = name.domain;
        word.sender = name.sender;
        data.push_back(word_json(word));
    }
    co_return json_answer({{"data", std::move(data)}});
}

}  // namespace

asio::awaitable<Answer> override_path(const ChangeCall& call) {
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    Form form(call.request);
    store::PathWord word = wanted(form, call);
    if (auto bad = form.problem()) co_return *std::move(bad);
    std::vector<std::int64_t> paths{call.match.id};
    co_return co_await say(call, std::move(paths), std::move(word), true);
}

asio::awaitable<Answer> override_paths(const ChangeCall& call) {
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    Form form(call.request);
    store::PathWord word = wanted(form, call);
    std::vector<std::int64_t> paths = form.row_ids("paths", kPathsMax);
    if (auto bad = form.problem()) co_return *std::move(bad);
    co_return co_await say(call, std::move(paths), std::move(word), false);
}

}  // namespace sendpath::http
