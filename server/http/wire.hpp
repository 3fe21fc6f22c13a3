#pragma once

#include "http/answer.hpp"
#include "http/request.hpp"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace sendpath::http {

namespace beast_http = boost::beast::http;

/// What the routes need of a request's head. Errors: bad_syntax where HTTP/1.1 demands one Host
/// field and there is none or several,
/// or a transfer coding other than chunked. Source: RFC 9112 sections 3.2 and 6.1.
[[nodiscard]] Result<Request> request_of(const beast_http::request_header<>& head);

/// `answer` with the fields of the wire. Source: RFC 9110 section 6.6.1 (Date).
[[nodiscard]] beast_http::response<beast_http::string_body> response_of(Answer answer, Seconds now,
                                                                        bool keep_alive);

}  // namespace sendpath::http
