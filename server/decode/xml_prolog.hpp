#pragma once

#include "model/reasons.hpp"

#include <optional>
#include <string_view>

namespace sendpath::decode {

/// Where the root element of a report begins, and what stood before it.
struct XmlStart {
    std::size_t root = 0;    ///< of its '<'
    std::string_view name;   ///< of the root, with its prefix: "feedback", "d:feedback"
    bool leading = false;    ///< text stood before it, in at most 1 KiB
    bool malformed = false;  ///< markup stood before it that belongs to nothing
    bool doctype = false;
};

/// Passes over declarations, comments, a document type and rubbish up to `<feedback`.
/// nullopt when `xml` has no such element where a root may be.
[[nodiscard]] std::optional<XmlStart> find_feedback(std::string_view xml);

/// What a text without a `<feedback` is instead, for people and their filters.
[[nodiscard]] model::Held not_feedback(std::string_view xml);

}  // namespace sendpath::decode
