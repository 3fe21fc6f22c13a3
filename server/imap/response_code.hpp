#pragma once

#include "imap/response.hpp"

namespace sendpath::imap {

/// Reads what stands behind OK, NO, BAD, BYE or PREAUTH: "[UIDNEXT 7] Predicted next UID", "done",
/// or nothing. A code whose numbers make no sense counts as one we have no use for, since none of
/// them is needed, but for UIDVALIDITY: without it, numbers of messages mean nothing.
///
/// Errors: bad_syntax, too_large (a UIDVALIDITY that is none).
/// Source: RFC 9051 section 7.1.
[[nodiscard]] Result<Status> parse_status(Condition condition, std::string_view words);

}  // namespace sendpath::imap
