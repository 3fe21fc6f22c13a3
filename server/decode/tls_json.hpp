#pragma once

#include "decode/hints.hpp"
#include "decode/limits.hpp"
#include "model/report.hpp"

#include <string_view>

namespace sendpath::decode {

/// Reads one SMTP TLS report into `into`: a report, or a held entry that names the field.
///
/// Lenient where reporters are known to differ: contact-info, session counts and policy-domain may
/// be absent, lists may be single strings or a list packed into a string, times may lack their
/// zone, unknown policy and result types are kept. Strict where a guess would be wrong: policies
/// must be an array, the date range must be there, counts must be whole and within 0 and 2^53.
/// Warnings: "date", "id", "count", "encoding", "trailing".
/// Held: bad_xml (not JSON), missing_field, bad_value, too_deep, too_many_elements.
/// Source: RFC 8460 section 4.4.
void read_tls(std::string_view json, const Hints& hints, const Limits& limits,
              model::Decoded& into);

}  // namespace sendpath::decode
