#pragma once

#include "decode/aggregate_draft.hpp"
#include "decode/hints.hpp"

#include <variant>

namespace sendpath::decode {

/// The report of a document that has been seen to its end. What the document does not say comes
/// from `hints` where the tolerance catalogue allows it, with a warning. Held when it says too
/// little: no date, or no policy domain, from anywhere.
///
/// Source: tolerance B1 to B33, C24, C25; RFC 9990 sections 3.1.1 and 3.5.
[[nodiscard]] std::variant<model::Report, model::Held> finished(AggregateDraft&& draft,
                                                                const Hints& hints,
                                                                const Digest& content);

}  // namespace sendpath::decode
