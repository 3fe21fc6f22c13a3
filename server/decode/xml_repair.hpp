#pragma once

#include "decode/limits.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// A document that the XML library can read, and what it took.
struct RepairedXml {
    std::string xml;
    bool malformed = false;    ///< markup was escaped, dropped or added
    bool truncated = false;    ///< the end of the document is absent
    bool control = false;      ///< references to forbidden characters were dropped
    bool too_deep = false;     ///< nothing else is sound then
    std::uint64_t faults = 0;  ///< markup and references repaired; over kFaultsMax it is given up
    std::uint32_t records_cut = 0;  ///< records without their end, left out: half a record lies
};

inline constexpr std::uint64_t kFaultsMax = 100'000;

/// Makes a broken report well formed without guessing at values.
///
/// '<' and '&' that start no markup become text; so does a tag of no known name that nothing
/// closes. End tags that close nothing are dropped, absent ones added. A value that the end of the
/// document interrupts is dropped, as is a record whose end tag is absent.
/// @param xml  begins at the root's start tag
/// @param drop_entities  references to entities other than XML's own five are dropped, not shown
[[nodiscard]] RepairedXml repaired_xml(std::string_view xml, const Limits& limits,
                                       bool drop_entities);

}  // namespace sendpath::decode
