#pragma once

#include "http/answer.hpp"
#include "http/request.hpp"

#include <boost/beast/http/message.hpp>

namespace sendpath::http {

namespace beast_http = boost::beast::http;

/// What the routes need of a request's head. Errors: bad_syntax where HTTP/1.1 demands one Host
/// field and there is none or several,
/// or a transfer coding other than chunked. Source: RFC 9112 sections 3.2 and 6.1.
[[nodiscard]] Result<Request> request_of(const beast_http::request_header<>& head);

/// How a client learns where a body ends.
enum class Framing : std::uint8_t { length, chunks, end_of_connection };

/// The head of `answer` as it goes on the wire, its empty line included. A 304 has no content, nor
/// says how much. Put together here, since the library's way through a container of fields and
/// back out of it costs as much as all the rest of a small answer.
/// Source: RFC 9112 sections 4 and 5; RFC 9110 section 6.6.1 (Date).
[[nodiscard]] std::string head_of(const Answer& answer, Seconds now, bool keep_alive,
                                  Framing framing);

}  // namespace sendpath::http
