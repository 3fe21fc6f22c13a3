#pragma once

#include "decode/findings.hpp"

#include <string>
#include <string_view>

namespace sendpath::decode {

/// Makes the octets of an XML document UTF-8 without control characters, in place.
///
/// Takes UTF-8, UTF-16 and UTF-32 with or without a byte order mark, and every charset that the
/// declaration names and this machine knows. Octets that are not of the charset become U+FFFD,
/// W(encoding); control characters are dropped, W(ctrl). A sound document is looked at once and
/// left alone.
void clean_xml_text(std::string& xml, Findings& findings);

/// True when some '&' of `text` starts no reference that XML itself knows, or one to a character
/// that XML forbids.
[[nodiscard]] bool has_unknown_references(std::string_view text);

/// The size of the reference that `text`, which begins with '&', starts with; 0 when it is none.
[[nodiscard]] std::size_t reference_size(std::string_view text);
/// True for one of the five names and for a number of a character that XML allows.
[[nodiscard]] bool is_known_reference(std::string_view reference);

}  // namespace sendpath::decode
