#pragma once

#include "decode/hints.hpp"
#include "decode/limits.hpp"
#include "model/report.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// The mail that failed, as a part of a failure report carries it: octets after any transfer
/// encoding.
struct OriginalPart {
    std::string media;  ///< "message/rfc822", "text/rfc822-headers", ...
    std::string octets;
};

/// Reads one failure report from its machine part (message/feedback-report) and the original mail.
///
/// Lenient: every field may be absent, unknown ones are kept, types and dates are repaired where
/// they can be. Warnings: "feedback-type", "auth-failure", "source-ip", "date", "encoding".
/// nullopt when the machine part has no field at all.
/// Source: RFC 5965, RFC 6591 section 3, RFC 9991.
[[nodiscard]] std::optional<model::Report> read_failure(std::string_view machine,
                                                        const std::optional<OriginalPart>& original,
                                                        const Hints& hints, const Limits& limits);

/// True for a text that read_plain_failure() is made for.
[[nodiscard]] bool is_plain_failure(std::string_view text);

/// Reads the plain text that Exim setups (cPanel, Baruwa) send in the place of a failure report.
/// nullopt when `text` is no such text. The report is marked with the warning "text-only".
[[nodiscard]] std::optional<model::Report> read_plain_failure(std::string_view text,
                                                              const Hints& hints,
                                                              const Limits& limits);

/// True for a text whose lines are those of a machine part: Feedback-Type and Source-IP among them.
[[nodiscard]] bool looks_like_feedback(std::string_view text, const Limits& limits);

}  // namespace sendpath::decode
