#include "http/site.hpp"

#include "http/headers.hpp"
#include "http/route.hpp"
#include "store/queries.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kUploadPath = "/api/v1/reports";
constexpr std::string_view kPollPattern = "/mailboxes/{id}/poll";
constexpr std::string_view kContractPath = "/api/v1/openapi.json";
constexpr std::size_t kIdMax = 64;  // characters of an X-Request-Id that we repeat

Answer plain(unsigned status, std::string_view body) {
    Answer answer;
    answer.status = status;
    answer.type = "text/plain; charset=utf-8";
    answer.body = body;
    return answer;
}

Answer wrong_method(std::string_view allowed) {
    Answer answer = problem(405, "this path takes " + std::string(allowed));
    answer.fields.push_back({"Allow", std::string(allowed)});
    return answer;
}

bool is_read(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

bool is_api(std::string_view path) {
    return path == "/api" || path.starts_with("/api/");
}

bool is_plain_id(std::string_view id) {
    return !id.empty() && id.size() <= kIdMax && std::ranges::all_of(id, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_' || c == '.';
    });
}

/// The route of a path below /api/v1, and the id in it.
struct Found {
    const Route* route = nullptr;
    std::int64_t id = 0;
};

Found find_route(std::string_view path) {
    if (!path.starts_with(kApiPrefix)) return {};
    path.remove_prefix(kApiPrefix.size());
    for (const Route& route : routes())
        if (const auto id = match(route.pattern, path)) return {&route, *id};
    return {};
}

/// The mailbox that a path asks to be polled.
std::optional<std::int64_t> polled_mailbox(std::string_view path) {
    if (!path.starts_with(kApiPrefix)) return std::nullopt;
    return match(kPollPattern, path.substr(kApiPrefix.size()));
}

Answer contract(const Request& request) {
    const EmbeddedFile& file = schema_files().front();
    if (!request.query.all().empty())
        return problem(BadParameter{request.query.all().front().name, "no such parameter here"});
    Answer answer;
    answer.body = file.octets;
    answer.fields.push_back({"Cache-Control", "no-cache"});
    return answer;
}

}  // namespace

Site::Site(Services services, std::string base_path, std::string run)
    : services_(std::move(services)),
      base_path_(std::move(base_path)),
      run_(std::move(run)),
      dashboard_(dashboard_files(), base_path_) {}

asio::awaitable<Answer> Site::respond(Request request, std::string target) {
    ++requests_;
    if (!is_plain_id(request.id)) request.id = run_ + '-' + std::to_string(requests_);
    Answer done;
    try {
        done = co_await answer(request, target);
    } catch (const std::exception& mistake) {
        spdlog::error("request {} ended by a mistake in this program: {}", request.id,
                      mistake.what());
        done = problem(500, "a mistake in this program; its log says more");
    }
    add_security_fields(done);
    done.fields.push_back({"X-Request-Id", request.id});
    co_return done;
}

bool Site::takes_body(std::string_view method, std::string_view target) const {
    const std::string_view path = target.substr(0, target.find('?'));
    return method == "POST" && path.size() + 1 == base_path_.size() + kUploadPath.size() &&
           path.starts_with(base_path_) && path.ends_with(kUploadPath);
}

asio::awaitable<Answer> Site::answer(Request& request, const std::string& target) {
    const Result<void> read = read_target(target, base_path_, request);
    if (!read && read.error().code == Errc::missing_field) {
        // The address people type: the base path without its last slash.
        if (target + '/' != base_path_) co_return problem(404, "no such path");
        Answer moved = plain(308, "");
        moved.fields.push_back({"Location", base_path_});
        co_return moved;
    }
    if (!read) co_return problem(400, read.error().detail);
    if (!is_read(request) && is_cross_origin(request))
        co_return problem(403, "a page of another site may not send this");
    if (is_api(request.path)) co_return co_await api_answer(request);

    if (request.path == "/readyz" && is_read(request)) co_return co_await ready();
    if (!is_read(request)) co_return wrong_method("GET, HEAD");
    if (request.path == "/healthz") co_return plain(200, "ok");
    co_return dashboard_.answer(request);
}

asio::awaitable<Answer> Site::api_answer(Request& request) {
    const bool uploads = services_.intake != nullptr && request.path == kUploadPath;
    if (uploads && request.method == "POST") co_return co_await upload(request);
    if (const auto mailbox = polled_mailbox(request.path)) co_return poll(request, *mailbox);
    if (request.path == kContractPath && is_read(request)) co_return contract(request);
    if (find_route(request.path).route == nullptr && request.path != kContractPath)
        co_return problem(404, "no such path");
    if (!is_read(request)) co_return wrong_method(uploads ? "GET, HEAD, POST" : "GET, HEAD");
    co_return co_await ask(request);
}

Answer Site::poll(const Request& request, std::int64_t mailbox) const {
    if (request.method != "POST") return wrong_method("POST");
    if (!request.query.all().empty())
        return problem(BadParameter{request.query.all().front().name, "no such parameter here"});
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
    auto job = [this, &request, &state, found, of_the_moment](sqlite3& db) {
        const Result<std::int64_t> generation = store::generation(db);
        if (!generation) return store_problem(generation.error());
        // Weak, since the octets differ by their compression.
        std::string etag = "W/\"" + run_ + '-' + std::to_string(*generation) + '"';
        Answer answer;
        answer.status = 304;
        if (of_the_moment || !names_etag(request.if_none_match, etag)) {
            Call call{request,
                      QueryReader(request.path, request.query),
                      found.id,
                      *services_.suffixes,
                      services_.decoding,
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

IngestState Site::ingest_state() const {
    IngestState state;
    if (services_.sink) state.sink = services_.sink();
    if (services_.mailboxes) state.mailboxes = services_.mailboxes();
    if (services_.now != nullptr) state.now = services_.now();
    if (services_.digests != nullptr) state.queue = services_.digests->state();
    return state;
}

asio::awaitable<Answer> Site::ready() {
    auto job = [](sqlite3& db) { return store::generation(db); };
    const Result<std::int64_t> generation = co_await services_.reader->ask(std::move(job));
    co_return generation ? plain(200, "ready") : plain(503, "the store does not answer");
}

}  // namespace sendpath::http
