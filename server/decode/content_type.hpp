#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// How the octets of a body were made fit for mail.
enum class Encoding : std::uint8_t { identity, base64, quoted_printable, uuencode };

/// The media type that a Content-Type field begins with, lower case: "text/xml". Empty when the
/// field is empty or names none. The parameters are for parameter().
[[nodiscard]] std::string media_type(std::string_view field);

/// What a Content-Transfer-Encoding field names; unknown names read as identity.
[[nodiscard]] Encoding transfer_encoding(std::string_view field);

/// The octets of a body under its encoding.
[[nodiscard]] std::string decode_body(std::string_view body, Encoding encoding);

}  // namespace sendpath::decode
