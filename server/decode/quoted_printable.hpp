#pragma once

#include <string>
#include <string_view>

namespace sendpath::decode {

/// The octets that quoted-printable `text` stands for. An equals sign that starts no escape stays
/// as it is, so that unencoded XML under this label survives. Source: RFC 2045 section 6.7.
[[nodiscard]] std::string decode_quoted_printable(std::string_view text);

/// The octets that uuencoded `text` stands for, from its "begin" line on; empty when there is none.
/// Source: POSIX uuencode.
[[nodiscard]] std::string decode_uuencoded(std::string_view text);

/// Where a line "begin 644 name" starts in the first 4 KiB of `text`; npos when there is none.
[[nodiscard]] std::size_t find_uuencoded(std::string_view text);

}  // namespace sendpath::decode
