#pragma once

#include "decode/hints.hpp"
#include "decode/limits.hpp"
#include "model/report.hpp"

#include <string>

namespace sendpath::decode {

/// Reads a DMARC aggregate report, or several that stand one behind the other.
///
/// @param xml   the unpacked document in any encoding; whatever it is, it is said in `into`
/// @param hints what stands around it: fills gaps that the tolerance catalogue lets it fill
/// @param into  gets the reports, each with what had to be forgiven, or the reason for holding it
///
/// Lenient: encodings, namespaces, order, unknown elements, broken markup, a lost end. Strict where
/// a guess would put a count on the wrong sender: a record without a sound source and count is
/// skipped and listed. Memory beyond `xml` is bounded by limits.tree and by what the report says.
///
/// Held: empty, placeholder_body, not_a_report, bad_xml, missing_field, bad_value, too_deep,
///       too_many_elements.
/// Source: RFC 7489 section 7.2 and appendix C, RFC 9990.
void read_aggregate(std::string xml, const Hints& hints, const Limits& limits,
                    model::Decoded& into);

}  // namespace sendpath::decode
