#include "http/site.hpp"

#include "http/client_address.hpp"
#include "http/form.hpp"
#include "http/headers.hpp"
#include "http/metrics.hpp"
#include "store/queries.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kIdMax = 64;  // characters of an X-Request-Id that we repeat

Answer plain(unsigned status, std::string_view body) {
    Answer answer;
    answer.status = status;
    answer.type = "text/plain; charset=utf-8";
    answer.body = body;
    return answer;
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

}  // namespace

Site::Site(Services services, std::string base_path, std::string run, Access access)
    : services_(std::move(services)),
      base_path_(std::move(base_path)),
      run_(std::move(run)),
      access_(std::move(access)),
      hosts_(access_.hosts),
      guard_(services_, access_),
      login_(services_),
      dashboard_(dashboard_files(), base_path_) {}

asio::awaitable<Answer> Site::respond(Request request, std::string target) {
    ++requests_;
    if (!is_plain_id(request.id)) request.id = run_ + '-' + std::to_string(requests_);
    request.client = client_address(request.client, request.forwarded_for, access_.proxy_from);
    Answer done;
    try {
        done = co_await answer(request, target);
    } catch (const std::exception& mistake) {
        spdlog::error("request {} ended by a mistake in this program: {}", request.id,
                      mistake.what());
        done = problem(500, "a mistake in this program; its log says more");
    }
    ++counts_[{route_name(request.path), done.status}];
    add_security_fields(done);
    done.fields.push_back({"X-Request-Id", request.id});
    co_return done;
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
    const bool probe = request.path == "/healthz" || request.path == "/readyz";
    if (!probe && !hosts_.takes(request.host))
        co_return problem(421,
                          "this server does not know itself by the name in Host; http.hosts "
                          "names those it goes by");
    if (!is_read(request) && is_cross_origin(request))
        co_return problem(403, "a page of another site may not send this");
    if (is_api(request.path)) co_return co_await api_answer(request);

    if (request.path == "/readyz" && is_read(request)) co_return co_await ready();
    if (request.path == "/metrics" && is_read(request)) co_return co_await metrics(request);
    if (!is_read(request)) co_return wrong_method("GET, HEAD");
    if (request.path == "/healthz") co_return plain(200, "ok");
    co_return dashboard_.answer(request);
}

IngestState Site::ingest_state() const {
    IngestState state;
    if (services_.sink) state.sink = services_.sink();
    if (services_.mailboxes) state.mailboxes = services_.mailboxes();
    if (services_.names) state.names = services_.names();
    if (services_.now != nullptr) state.now = services_.now();
    if (services_.digests != nullptr) state.queue = services_.digests->state();
    return state;
}

asio::awaitable<Answer> Site::metrics(const Request& request) {
    if (auto late = guard_.too_fast(request)) co_return *std::move(late);
    Caller caller;
    auto refused = co_await guard_.refused(request, Need::read, caller);
    if (refused) co_return *std::move(refused);
    if (auto bad = any_parameter(request)) co_return *std::move(bad);
    auto job = [state = ingest_state(), counts = counts_](sqlite3& db) {
        return metrics_answer(db, state, counts);
    };
    co_return co_await services_.reader->ask(std::move(job));
}

asio::awaitable<Answer> Site::ready() {
    auto job = [](sqlite3& db) { return store::generation(db); };
    const Result<std::int64_t> generation = co_await services_.reader->ask(std::move(job));
    co_return generation ? plain(200, "ready") : plain(503, "the store does not answer");
}

}  // namespace sendpath::http
