#pragma once

#include "imap/response.hpp"
#include "imap/scanner.hpp"

namespace sendpath::imap {

/// Reads "(UID 7 FLAGS (\Seen) BODY[]<0> {3}...)" of message `sequence`. Items that nobody asked
/// for are read over; each of ours may stand here once. The whole message may be called BODY[],
/// RFC822 or BODY[NULL], as servers before it were (DavMail).
///
/// Source: RFC 9051 section 7.5.2.
[[nodiscard]] Fetch read_fetch(Scanner& scanner, std::uint32_t sequence);

}  // namespace sendpath::imap
