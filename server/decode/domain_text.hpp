#pragma once

#include "model/words.hpp"

#include <string>
#include <string_view>

namespace sendpath::decode {

/// A domain name as a report writes it, in the form names are compared in: lower case, no final
/// dot, U-labels as A-labels. What is no domain name keeps its text, in lower case. Source: RFC
/// 5890 section 2.3.2.1.
[[nodiscard]] std::string domain_text(std::string_view text);

/// domain_text() as a word, without a copy for a name that is plain ASCII; an empty one is absent.
[[nodiscard]] model::Word domain_word(std::string_view text, model::Words& words);

/// The part after the '@' of an address, without its closing bracket; all of it when there is none.
[[nodiscard]] std::string_view domain_part(std::string_view text);

}  // namespace sendpath::decode
