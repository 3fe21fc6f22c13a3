#pragma once

#include "decode/arf.hpp"

namespace sendpath::decode {

/// The header of the mail that failed. Only the header is kept: the body is other people's mail.
[[nodiscard]] model::OriginalMail original_mail(const OriginalPart& part, const Limits& limits,
                                                std::vector<model::Warning>& warnings);

/// Fills in what a failure report says between its lines: is_dmarc_failure, domain, arrived.
void derive(model::FailureReport& failure, const Hints& hints,
            std::vector<model::Warning>& warnings);

/// The address out of "192.0.2.1 (host)", "[192.0.2.1]" or "IPv6:2001:db8::1".
[[nodiscard]] std::optional<model::IpAddress> source_address(std::string_view text);

}  // namespace sendpath::decode
