#pragma once

#include <string>
#include <string_view>

namespace sendpath::decode {

/// An unstructured field as people read it: unfolded, RFC 2047 words decoded, UTF-8 repaired.
/// A word that is broken stays as it is written. Source: RFC 2047.
[[nodiscard]] std::string decoded_words(std::string_view value);

}  // namespace sendpath::decode
