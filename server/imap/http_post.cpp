#include "imap/http_post.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <array>
#include <sstream>

namespace sendpath::imap {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::response_parser<http::string_body>;

constexpr unsigned kHttp11 = 11;
constexpr std::size_t kHeaderMax = 16U << 10U;  // octets
/// Header, body and the framing of chunks, whose extensions the parser would take without an end.
constexpr std::size_t kReceivedMax = kHeaderMax + 2 * kAnswerMax;
constexpr std::size_t kReadSize = 4U << 10U;  // octets

/// The host as the field Host has it. Source: RFC 9110 section 7.2.
std::string authority_of(const HttpUrl& url) {
    const bool is_v6 = url.host.find(':') != std::string::npos;
    std::string out = is_v6 ? '[' + url.host + ']' : url.host;
    if (url.port != (url.tls ? 443 : 80)) out += ':' + std::to_string(url.port);
    return out;
}

std::string request_text(const HttpUrl& url, std::string form) {
    http::request<http::string_body> request(http::verb::post, url.target, kHttp11,
                                             std::move(form));
    request.set(http::field::host, authority_of(url));
    request.set(http::field::user_agent, "sendpath");
    request.set(http::field::accept, "application/json");
    request.set(http::field::content_type, "application/x-www-form-urlencoded");
    request.set(http::field::connection, "close");
    request.prepare_payload();
    std::ostringstream out;
    out << request;
    return std::move(out).str();
}

/// Feeds what was received to `parser`, and leaves in `received` what it wants to see again.
Result<void> feed(Parser& parser, std::string& received) {
    error_code problem;
    while (!received.empty() && !parser.is_done()) {
        const std::size_t taken =
            parser.put(boost::asio::const_buffer(received.data(), received.size()), problem);
        received.erase(0, taken);
        if (problem == http::error::need_more) return {};
        if (problem) return Error{Errc::io, "no answer that can be read: " + problem.message()};
    }
    return {};
}

/// The peer has ended its side: sound where the answer's length was left open.
Result<void> end(Parser& parser) {
    error_code problem;
    if (parser.got_some()) parser.put_eof(problem);
    if (!parser.is_done() || problem) return Error{Errc::io, "closed before the answer's end"};
    return {};
}

HttpAnswer answer_of(Parser& parser) {
    HttpAnswer answer;
    answer.status = parser.get().result_int();
    const auto retry_after = parser.get()[http::field::retry_after];
    answer.retry_after.assign(retry_after.data(), retry_after.size());
    answer.body = std::move(parser.get().body());
    return answer;
}

}  // namespace

boost::asio::awaitable<Result<HttpAnswer>> post_form(net::Wire& wire, HttpUrl url, std::string form,
                                                     net::Wire::Time until) {
    const std::string request = request_text(url, std::move(form));
    const Result<void> sent = co_await wire.write(request, until);
    if (!sent) co_return sent.error();
    Parser parser;
    parser.header_limit(kHeaderMax);
    parser.body_limit(kAnswerMax);
    parser.eager(true);
    std::string received;
    std::size_t total = 0;
    while (!parser.is_done()) {
        std::array<char, kReadSize> room{};
        const Result<std::size_t> size = co_await wire.read_some(room, until);
        if (!size) co_return size.error();
        received.append(room.data(), *size);
        total += *size;
        if (total > kReceivedMax) co_return Error{Errc::io, "an answer that is too long"};
        const Result<void> read = *size > 0 ? feed(parser, received) : end(parser);
        if (!read) co_return read.error();
    }
    co_return answer_of(parser);
}

}  // namespace sendpath::imap
