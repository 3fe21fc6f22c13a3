#include "http/change.hpp"
#include "http/form.hpp"
#include "http/named_choices.hpp"
#include "http/path_json.hpp"
#include "http/result_choices.hpp"
#include "store/await_write.hpp"
#include "store/path_queries.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using analysis::LabelBy;

constexpr std::size_t kNameMax = 100;  // octets of a label's name

// Grows with analysis::LabelBy: the last enumerator stands here.
constexpr auto kKinds = static_cast<std::size_t>(LabelBy::asn) + 1;

json::object label_json(const store::LabelRow& row) {
    json::object object;
    object["id"] = row.id;
    object["by"] = name(row.rule.by);
    object["pattern"] = row.rule.pattern;
    object["name"] = row.rule.name;
    object["use"] = name(row.rule.use);
    object["note"] = filled(row.note);
    object["changed"] = count(row.changed);
    object["author"] = filled(row.author);
    return object;
}

store::LabelRow wanted(Form& form, const ChangeCall& call) {
    store::LabelRow label;
    if (const auto by = form.choice("by", choices_by_name<LabelBy, kKinds>()))
        label.rule.by = *by;
    else
        form.fail("by", "is missing");
    label.rule.pattern = form.text("pattern");
    label.rule.name = form.line("name", kNameMax);
    if (label.rule.name.empty()) form.fail("name", "is empty");
    label.rule.use = form.choice("use", kUseChoices).value_or(analysis::Use::unknown);
    label.note = form.line("note", kNoteMax);
    label.changed = call.services.now();
    label.author = call.caller.name;
    return label;
}

}  // namespace

Answer get_labels(sqlite3& db, Call& call) {
    if (const auto bad = call.query.problem()) return problem(*bad);
    Result<json::object> meta = meta_json(db, {});
    if (!meta) return store_problem(meta.error());
    const auto labels = store::labels(db);
    if (!labels) return store_problem(labels.error());
    const auto regrouping = store::regrouping(db);
    if (!regrouping) return store_problem(regrouping.error());
    (*meta)["regrouping"] = regrouping_json(*regrouping);
    return list_answer(array_of(*labels, label_json), std::nullopt, *std::move(meta));
}

asio::awaitable<Answer> put_label(const ChangeCall& call) {
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    Form form(call.request);
    store::LabelRow label = wanted(form, call);
    if (auto bad = form.problem()) co_return *std::move(bad);
    if (const auto sound = analysis::Labels::make({label.rule}); !sound)
        co_return problem(BadParameter{"pattern", sound.error().detail});

    Result<std::int64_t> row = std::int64_t{0};
    auto work = [&](store::Ledger& ledger) { row = ledger.paths().put(label); };
    const Result<void> stored = co_await store::written(*call.services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    if (!row) co_return problem(BadParameter{"pattern", row.error().detail});
    label.id = *row;
    spdlog::info("label {} ({} {}) was written by {}", label.id, name(label.rule.by),
                 label.rule.pattern, label.author.empty() ? "somebody" : label.author);
    co_return json_answer({{"data", label_json(label)}});
}

asio::awaitable<Answer> delete_label(const ChangeCall& call) {
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    bool removed = false;
    const std::int64_t id = call.match.id;
    auto work = [&](store::Ledger& ledger) { removed = ledger.paths().remove_label(id); };
    const Result<void> stored = co_await store::written(*call.services.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    if (!removed) co_return problem(404, "no such label");
    spdlog::info("label {} was removed", id);
    co_return json_answer({{"data", json::object{{"id", id}}}});
}

}  // namespace sendpath::http
