#pragma once

#include "decode/mime.hpp"
#include "model/report.hpp"

namespace sendpath::decode {

/// The fields of a mail that people look for, decoded.
[[nodiscard]] model::MailSummary summary_of(const HeaderFields& fields);

/// The domain of the last address in an address field, lower case, no final dot; empty when there
/// is none. Reads `Name <local@domain>`, `local@domain` and what lies between.
[[nodiscard]] std::string domain_of(std::string_view address);

}  // namespace sendpath::decode
