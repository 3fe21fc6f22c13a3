#pragma once

#include "decode/mime.hpp"

#include <string>
#include <string_view>

namespace sendpath::decode {

/// The octets of a leaf. A label of base64 on a body that cannot be base64 is not believed.
[[nodiscard]] std::string octets_of(const Part& part);

/// The same for one who only looks: a view into the mail, or into `room` where it is encoded.
[[nodiscard]] std::string_view octets_of(const Part& part, std::string& room);

/// True for a part that its type or name calls a report.
[[nodiscard]] bool is_called_report(const Part& part, std::string_view file_name);

/// True for a leaf that is a whole mail: an encoded message/rfc822, or a file named .eml.
[[nodiscard]] bool is_mail_part(const Part& part, std::string_view file_name);

/// True for a container that tells the fate of a mail somebody sent: a bounce or a receipt.
/// Source: RFC 3464, RFC 8098.
[[nodiscard]] bool is_bounce(const Structure& structure, std::size_t index);

/// True for the types that carry the failed mail in a failure report.
[[nodiscard]] bool is_original(std::string_view media);

/// What a mail says of a report that was too large to be delivered: "domain ..., id ..., size ...".
/// Empty when `text` is no such notice. Source: RFC 7489 section 7.2.2.
[[nodiscard]] std::string announced_report(std::string_view text);

}  // namespace sendpath::decode
