#include "http/wire.hpp"

#include "base/text.hpp"

#include <fmt/chrono.h>

namespace sendpath::http {
namespace {

using beast_http::field;

constexpr unsigned kVersion = 11;
constexpr std::size_t kHeadUsual = 768;  // octets

/// The same text for all answers of a second, since to write it is not cheap.
std::string_view date_field(Seconds now) {
    thread_local Seconds when = Seconds::min();
    thread_local std::string text;
    if (when != now) {
        text = fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(count(now)));
        when = now;
    }
    return text;
}

/// A line end in a value would begin a field of its own.
void add_field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (const char c : value) head += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    head.append("\r\n");
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

std::string head_of(const Answer& answer, Seconds now, bool keep_alive, Framing framing) {
    std::string head;
    head.reserve(kHeadUsual);
    head.append("HTTP/1.1 ").append(std::to_string(answer.status)).append(" ");
    head.append(reason_phrase(answer.status)).append("\r\n");
    add_field(head, "Date", date_field(now));
    for (const Answer::Field& each : answer.fields) add_field(head, each.name, each.value);
    if (!keep_alive) add_field(head, "Connection", "close");
    if (answer.status != 304) {
        add_field(head, "Content-Type", answer.type);
        switch (framing) {
            case Framing::length:
                add_field(head, "Content-Length", std::to_string(answer.body.size()));
                break;
            case Framing::chunks: add_field(head, "Transfer-Encoding", "chunked"); break;
            case Framing::end_of_connection: break;
        }
    }
    return head.append("\r\n");
}

}  // namespace sendpath::http
