#include "base/digest.hpp"
#include "http/change.hpp"
#include "http/export.hpp"
#include "http/form.hpp"
#include "http/headers.hpp"
#include "http/route.hpp"
#include "http/settings_route.hpp"
#include "http/setup_dns_route.hpp"
#include "http/site.hpp"
#include "http/test_report_route.hpp"
#include "http/tokens_route.hpp"
#include "store/queries.hpp"
#include "store/reader.hpp"

namespace sendpath::http {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kPollPattern = "/mailboxes/{id}/poll";
constexpr std::string_view kTokenPattern = "/tokens/{id}";
constexpr std::string_view kContractPath = "/api/v1/openapi.json";

/// The route of a path below /api/v1, and what stood for the word in braces.
struct Found {
    const Route* route = nullptr;
    Match match;
};

Found find_route(std::string_view path) {
    if (!path.starts_with(kApiPrefix)) return {};
    path.remove_prefix(kApiPrefix.size());
    for (const Route& route : routes())
        if (auto fits = match(route.pattern, path)) return {&route, *std::move(fits)};
    return {};
}

/// The id in a path that fits `pattern`.
std::optional<std::int64_t> id_in(std::string_view path, std::string_view pattern) {
    if (!path.starts_with(kApiPrefix)) return std::nullopt;
    const auto fits = match(pattern, path.substr(kApiPrefix.size()));
    return fits ? std::optional(fits->id) : std::nullopt;
}

/// JSON that the client may have already.
/// @param state  tells these octets from all others
Answer unless_known(const Request& request, std::string_view octets, std::string_view state) {
    std::string etag = "W/\"" + std::string(state) + '"';
    Answer answer;
    if (names_etag(request.if_none_match, etag)) {
        answer.status = 304;
    } else {
        answer.body = octets;
        compress(answer, request.accept_encoding);
    }
    answer.fields.push_back({"ETag", std::move(etag)});
    answer.fields.push_back({"Cache-Control", "private, no-cache"});
    return answer;
}

/// The same for as long as this run of the program goes on.
Answer contract(const Request& request, std::string_view run) {
    if (auto bad = any_parameter(request)) return *std::move(bad);
    return unless_known(request, schema_files().front().octets, run);
}

}  // namespace

Site::Body Site::body_of(std::string_view method, std::string_view target) const {
    std::string_view path = target.substr(0, target.find('?'));
    if (!path.starts_with(base_path_)) return Body::none;
    path.remove_prefix(base_path_.size() - 1);
    Match ignored;
    const Change* const change = find_change(method, path, ignored);
    if (change != nullptr && change->has_body) return Body::form;
    if (method != "POST") return Body::none;
    if (path == kUploadPath) return Body::upload;
    const bool form = path == kLoginPath || path == kLogoutPath || path == kTokensPath;
    return form ? Body::form : Body::none;
}

asio::awaitable<std::optional<Answer>> Site::refused_upload(Request request, std::string target) {
    const Result<void> read = read_target(target, base_path_, request);
    if (!read) co_return problem(400, read.error().detail);
    Caller caller;
    co_return co_await guard_.refused(request, Need::ingest, caller);
}

asio::awaitable<Answer> Site::api_answer(Request& request) {
    if (auto late = guard_.too_fast(request)) co_return *std::move(late);
    if (request.path == kLoginPath && keeps_accounts()) {
        if (request.method != "POST") co_return wrong_method("POST");
        co_return co_await login_.log_in(request);
    }
    Caller caller;
    const Need need = need_of(request.method, request.path);
    auto refused = co_await guard_.refused(request, need, caller);
    if (refused) co_return *std::move(refused);
    co_return co_await guarded_answer(request, caller);
}

asio::awaitable<Answer> Site::guarded_answer(Request& request, const Caller& caller) {
    const bool uploads = services_.intake != nullptr && request.path == kUploadPath;
    if (uploads && request.method == "POST") co_return co_await upload(request);
    if (const auto mailbox = id_in(request.path, kPollPattern)) co_return poll(request, *mailbox);
    if (request.path == kSettingsPath) co_return settings(request);
    if (request.path == kSetupDnsPath) co_return co_await setup_dns(services_, request);
    if (request.path == kTestReportPath && request.method != "POST")
        co_return test_report(services_, request);
    if (request.path == kMePath) co_return me(request, caller);
    if (request.path == kLogoutPath && keeps_accounts()) {
        if (request.method != "POST") co_return wrong_method("POST");
        co_return co_await login_.log_out(caller);
    }
    if (need_of(request.method, request.path) == Need::own && keeps_accounts())
        co_return co_await tokens_answer(request, caller);
    if (request.path == kContractPath && is_read(request)) co_return contract(request, run_);
    Match match;
    const Change* const change = find_change(request.method, request.path, match);
    if (change != nullptr && keeps_accounts()) {
        const ChangeCall call{services_, request, caller, std::move(match)};
        co_return co_await change->work(call);
    }
    const ListFormat format = is_read(request) ? take_list_format(request) : ListFormat::json;
    std::string methods = request.path == kContractPath ? "GET, HEAD" : methods_of(request.path);
    if (methods.empty()) co_return problem(404, "no such path");
    if (is_read(request) && methods.starts_with("GET")) {
        if (format == ListFormat::json) co_return co_await ask(request);
        const Found found = find_route(request.path);
        ListExport list{services_, std::move(request), found.route, found.match, format};
        co_return co_await export_list(std::move(list));
    }
    co_return wrong_method(uploads ? methods + ", POST" : methods);
}

asio::awaitable<Answer> Site::tokens_answer(const Request& request, const Caller& caller) {
    if (request.path == kTokensPath) {
        if (is_read(request)) co_return co_await list_tokens(services_, request, caller);
        if (request.method == "POST") co_return co_await make_token(services_, request, caller);
        co_return wrong_method("GET, HEAD, POST");
    }
    const auto id = id_in(request.path, kTokenPattern);
    if (!id) co_return problem(404, "no such path");
    if (request.method != "DELETE") co_return wrong_method("DELETE");
    co_return co_await revoke_token(services_, request, caller, *id);
}

Answer Site::me(const Request& request, const Caller& caller) {
    if (!is_read(request)) return wrong_method("GET, HEAD");
    if (auto bad = any_parameter(request)) return *std::move(bad);
    return me_answer(caller);
}

Answer Site::settings(const Request& request) const {
    if (!is_read(request)) return wrong_method("GET, HEAD");
    if (auto bad = any_parameter(request)) return *std::move(bad);
    const SettingsState state = services_.settings ? services_.settings() : SettingsState();
    const std::string octets = settings_answer(state).body;
    return unless_known(request, octets, hex(fingerprint_of(octets)));
}

Answer Site::poll(const Request& request, std::int64_t mailbox) const {
    if (request.method != "POST") return wrong_method("POST");
    if (auto bad = any_parameter(request)) return *std::move(bad);
    if (!services_.poll_mailbox || !services_.poll_mailbox(mailbox))
        return problem(404, "no such mailbox");
    boost::json::object object;
    object["data"] = boost::json::object{{"id", mailbox}};
    return json_answer(object, 202);
}

// One trip to a reader thread: what the client has already is told there, and the rest is made
// there, compressed and all.
asio::awaitable<Answer> Site::ask(const Request& request) {
    const Found found = find_route(request.path);
    const bool of_the_moment = found.route->of_the_moment;
    const IngestState state = of_the_moment ? ingest_state() : IngestState{};
    const Day today = std::chrono::floor<std::chrono::days>(services_.now());
    auto job = [this, &request, &state, &found, of_the_moment, today](sqlite3& db) {
        const Result<std::int64_t> generation = store::generation(db);
        if (!generation) return store_problem(generation.error());
        // Weak, since the octets differ by their compression.
        // A range ends today, so that its answer is another one tomorrow.
        std::string etag = "W/\"" + run_ + '-' + std::to_string(*generation);
        if (request.query.find("range")) etag += '-' + time::date(today);
        etag += '"';
        Answer answer;
        answer.status = 304;
        if (of_the_moment || !names_etag(request.if_none_match, etag)) {
            Call call{request,
                      QueryReader(request.path, request.query, today),
                      found.match.id,
                      found.match.name,
                      *services_.suffixes,
                      services_.decoding,
                      today,
                      state};
            answer = found.route->question(db, call);
            if (answer.status != 200) return answer;
            compress(answer, request.accept_encoding);
        }
        if (!of_the_moment) answer.fields.push_back({"ETag", std::move(etag)});
        answer.fields.push_back(
            {"Cache-Control", of_the_moment ? "no-store" : "private, no-cache"});
        return answer;
    };
    co_return co_await services_.reader->ask(std::move(job));
}

}  // namespace sendpath::http
