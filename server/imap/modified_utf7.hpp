#pragma once

#include "base/result.hpp"

namespace sendpath::imap {

/// The name of a folder as servers without UTF8=ACCEPT want it: "Empf&AOQ-nger &- Co".
/// Errors: bad_syntax (no UTF-8; a NUL).
/// Source: RFC 3501 section 5.1.3.
[[nodiscard]] Result<std::string> to_modified_utf7(std::string_view utf8);

/// The other way. Each name has one form only, so that no two names on the wire are one for us.
/// Lenient: letters that stand side by side may be coded apart ("&AOQ-&APY-"), as some servers do.
/// Errors: bad_syntax (an octet over 0x7e, coded ASCII, half of a surrogate pair, broken base64).
[[nodiscard]] Result<std::string> from_modified_utf7(std::string_view name);

}  // namespace sendpath::imap
