#include "http/wire.hpp"

#include "base/text.hpp"

#include <fmt/chrono.h>

namespace sendpath::http {
namespace {

using beast_http::field;

constexpr unsigned kVersion = 11;

std::string date_field(Seconds now) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(count(now)));
}

}  // namespace

Result<Request> request_of(const beast_http::request_header<>& head) {
    const auto hosts = head.equal_range(field::host);
    const auto count = std::distance(hosts.first, hosts.second);
    if (count > 1 || (count == 0 && head.version() >= kVersion))
        return Error{Errc::bad_syntax, "a request names one Host"};
    const auto value = [&](auto name) { return std::string(head[name]); };
    const auto joined = [&](auto name, char with) {
        std::string all;
        const auto fields_of_it = head.equal_range(name);
        for (auto each = fields_of_it.first; each != fields_of_it.second; ++each) {
            if (!all.empty()) all += with;
            all.append(each->value().data(), each->value().size());
        }
        return all;
    };
    // Any other coding would have us and a proxy disagree on where the request ends.
    if (head.count(field::transfer_encoding) > 0 &&
        !text::iequals(text::trimmed(joined(field::transfer_encoding, ',')), "chunked"))
        return Error{Errc::bad_syntax, "Transfer-Encoding is not chunked"};
    Request request;
    request.method = std::string(head.method_string());
    request.id = value("X-Request-Id");
    request.host = value(field::host);
    request.origin = value(field::origin);
    request.fetch_site = value("Sec-Fetch-Site");
    request.if_none_match = value(field::if_none_match);
    request.accept = joined(field::accept, ',');
    request.accept_encoding = value(field::accept_encoding);
    request.authorization = value(field::authorization);
    request.cookie = joined(field::cookie, ';');
    request.csrf = value("X-CSRF-Token");
    request.forwarded_for = joined("X-Forwarded-For", ',');
    request.content_type = value(field::content_type);
    request.file_name = value("Name");
    return request;
}

beast_http::response<beast_http::string_body> response_of(Answer answer, Seconds now,
                                                          bool keep_alive) {
    beast_http::response<beast_http::string_body> response;
    response.version(kVersion);
    response.result(answer.status);
    response.reason(reason_phrase(answer.status));
    response.set(field::date, date_field(now));
    for (const Answer::Field& each : answer.fields) response.insert(each.name, each.value);
    response.keep_alive(keep_alive);
    if (answer.status == 304) return response;  // it has no content, nor says how much
    response.set(field::content_type, answer.type);
    if (answer.pieces) return response;  // its body is sent by the caller
    response.body() = std::move(answer.body);
    response.content_length(response.body().size());
    return response;
}

}  // namespace sendpath::http
