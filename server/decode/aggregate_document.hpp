#pragma once

#include "decode/aggregate_draft.hpp"

#include <optional>

namespace sendpath::decode {

/// One document, from the '<' of its root on.
struct AggregateDocument {
    std::string_view xml;
    bool broken_references = false;  ///< some '&' need repair before anything is parsed
    bool drop_entities = false;      ///< a document type declared some
    bool may_repair = true;          ///< false: only a well-formed document is read
};

/// Reads what `document` says into `draft`; a long one in slices. The reason when it cannot be
/// read.
[[nodiscard]] std::optional<model::Held> read_document(const AggregateDocument& document,
                                                       const Limits& limits, AggregateDraft& draft);

}  // namespace sendpath::decode
