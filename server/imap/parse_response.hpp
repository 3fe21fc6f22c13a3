#pragma once

#include "imap/response.hpp"

namespace sendpath::imap {

/// Reads one response: its lines, with its literals between them and the last CRLF, as
/// ResponseReader cuts them out of the stream. What it has no use for is an Other, not an error.
///
/// Errors: bad_syntax, too_large (a number or nesting over its limit); the detail says in which
/// response and where.
/// Source: RFC 9051 section 9; RFC 3501 where servers still speak so.
[[nodiscard]] Result<Response> parse_response(std::string_view octets);

/// Whether the rest of a response that begins so is text for people, which holds no literals:
/// "* OK", "A1 NO", "+".
[[nodiscard]] bool is_free_text(std::string_view start);

}  // namespace sendpath::imap
